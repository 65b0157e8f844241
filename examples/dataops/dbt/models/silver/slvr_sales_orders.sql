select
    order_id,
    customer_id,
    product_id,
    order_date,
    quantity * unit_price as line_total
from {{ ref('brnz_sales_orders') }}
where quantity > 0
