from django.conf import settings
from django.urls import path, re_path

from kyodo.commons.people import views

app_name = "people"
urlpatterns = [
    path("my/change/", views.change_me, name="change_me"),
    path("my/line/", views.offer_line, name="offer_line"),
    path("my/contacts/", views.add_contact, name="add_contact"),
    re_path(r"^my/contacts/(?P<pk>[0-9]+)/(?P<verb>remove|prefer)/$", views.change_contact, name="change_contact"),
    path("desk/roles/", views.roles, name="roles"),
    path("desk/roles/<int:pk>/<slug:role>/end/", views.end_role, name="end_role"),
]
if settings.MODE != "production":
    urlpatterns.append(path("sign-in/sample/", views.demo_sign_in, name="demo_sign_in"))
