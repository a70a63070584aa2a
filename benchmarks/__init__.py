"""What performance is measured with: ratios to a limit taken in the same run."""
