import asyncio

import test_leak


async def main():
    for name, test in (("first", test_leak.test_first), ("second", test_leak.test_second)):
        try:
            await test()
        except AssertionError as error:
            print(f"The {name} test fails: {error}")
        else:
            print(f"The {name} test passes.")


asyncio.run(main())
