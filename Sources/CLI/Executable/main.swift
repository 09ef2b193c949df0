print("skill-split")
