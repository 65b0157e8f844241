from lake.orders import clean, revenue

ORDERS = [
    {"id": str(number % 900), "country": "NL", "amount": "1.25"}
    for number in range(1000)
]


def test_orders(benchmark):
    assert benchmark(lambda: revenue(clean(ORDERS))) == {"NL": 900 * 125}
