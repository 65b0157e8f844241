"""What the cluster runs: cleans today's orders and says what they come to."""

import json
import sys

from lake.orders import clean, revenue

TODAY = [
    {"id": "1", "country": "NL", "amount": "10.00"},
    {"id": "2", "country": "DE", "amount": ""},
    {"id": "1", "country": "NL", "amount": "12.00"},
]


def main(catalog: str) -> None:
    gold = revenue(clean(TODAY))
    print(json.dumps({"catalog": catalog, "revenue": gold}))


if __name__ == "__main__":
    main(sys.argv[1])
