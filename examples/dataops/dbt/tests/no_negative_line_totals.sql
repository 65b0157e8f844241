select order_id
from {{ ref('slvr_sales_orders') }}
where line_total < 0
