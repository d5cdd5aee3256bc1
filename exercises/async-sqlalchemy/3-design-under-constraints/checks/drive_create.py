"""One order of two kettles."""

import httpx

order = {"customer_name": "Ada", "items": [{"product_id": 1, "quantity": 2}]}
print(f"order: {httpx.post('http://localhost:8000/orders', json=order).status_code}")
