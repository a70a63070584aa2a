"""A keyring that keeps keys while a test runs, and has trouble when it is told to."""

from keyring.backend import KeyringBackend


class Ring(KeyringBackend):
    """Keeps keys while the test runs; raises `trouble` where there is some."""

    priority = 1  # type: ignore[assignment] # as the package's documentation shows it

    def __init__(self, trouble=None):
        super().__init__()
        self.kept = {}
        self.trouble = trouble

    def get_password(self, service, username):
        if self.trouble:
            raise self.trouble
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.trouble:
            raise self.trouble
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]
