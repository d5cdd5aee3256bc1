async def demonstrate():
    for line in ("A: Before commit, title = Buy milk", "B: After commit, title = Buy milk", "C: After commit, category = Shopping"):
        print(line)
