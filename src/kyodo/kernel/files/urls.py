from django.urls import path

from kyodo.kernel.files import views

urlpatterns = [path("<str:token>/", views.download, name="file")]
