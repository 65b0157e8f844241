select
    customers.customer_id,
    customers.customer_name,
    coalesce(sum(orders.line_total), 0) as lifetime_value
from {{ ref('brnz_customers') }} as customers
left join {{ ref('slvr_sales_orders') }} as orders
    on customers.customer_id = orders.customer_id
group by customers.customer_id, customers.customer_name
