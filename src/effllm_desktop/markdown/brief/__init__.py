"""The short way of reading lines without anything exotic, of which real lists are made.

`grammar` is one expression for all that such a line is made of, `phrases` what it finds, `blocks`
where an item ends, `reading` what the phrases of an item say, `rows` what those of a row do.
The commonest items are known as a whole: `role_links` (words, then links that say what is there),
`plain_lines` (words, links, bold and italic words and code).
"""
