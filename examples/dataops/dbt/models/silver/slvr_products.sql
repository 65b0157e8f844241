select
    products.product_id,
    products.product_name,
    products.category,
    count(orders.order_id) as times_ordered
from {{ ref('brnz_products') }} as products
left join {{ ref('slvr_sales_orders') }} as orders
    on products.product_id = orders.product_id
group by products.product_id, products.product_name, products.category
