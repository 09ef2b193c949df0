import x

# about f
@x.one
@x.two(
    "def no(): pass"
)
async def f():
    """
    def no():
    """
    def inner():
        pass


class C:
    # about m
    @property
    async def m(self):
        pass
