{{ config(tags=['guardrail'], meta={'domain': 'drivers'}) }}
select team, count(*) as drivers from {{ ref('dim_drivers') }} group by team having count(*) <> 2
