"""An order of five kettles, cancelled twice."""

import httpx

with httpx.Client(base_url="http://localhost:8000") as client:
    order = {"customer_name": "Ada", "items": [{"product_id": 1, "quantity": 5}]}
    answer = client.post("/orders", json=order)
    print(f"order: {answer.status_code}, product_name {answer.json()['items'][0]['product_name']}")
    path = f"/orders/{answer.json()['id']}/cancel"
    for time in ("first", "second"):
        print(f"{time} cancellation: {client.post(path).status_code}")
