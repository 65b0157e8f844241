select
    order_date,
    count(*) as orders,
    sum(line_total) as revenue
from {{ ref('slvr_sales_orders') }}
group by order_date
