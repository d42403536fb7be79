"""The pages: each module has a `router`. A page asks the archive, and says what it knows in an `Answer`."""
