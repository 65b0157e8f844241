from lake.orders import clean, revenue

BRONZE = [
    {"id": "1", "country": "NL", "amount": "10.00"},
    {"id": "2", "country": "DE", "amount": " "},
    {"id": "3", "country": "DE", "amount": "5.50"},
    {"id": "1", "country": "NL", "amount": "12.00"},
]


def test_the_newest_line_of_an_order_counts():
    assert [order["amount"] for order in clean(BRONZE)] == ["12.00", "5.50"]


def test_revenue_is_summed_up_by_country():
    assert revenue(clean(BRONZE)) == {"NL": 1200, "DE": 550}
