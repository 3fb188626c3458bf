"""Addresses of the newsletters and of their desk."""

from django.urls import path

from kyodo.center.newsletters.views import copies_desk, desk, readers_desk, reading, subscribing

app_name = "newsletters"

OWN = "newsletters/own/<str:code>/<str:token>/"
DESK = "desk/newsletters/"

urlpatterns = [
    path("newsletters/", reading.issue_list, name="list"),
    path("newsletters/feed.atom", reading.feed, name="feed"),
    path("newsletters/subscribe/", subscribing.subscribe, name="subscribe"),
    path("newsletters/subscribe/asked/", subscribing.asked, name="asked"),
    path("newsletters/confirm/<str:token>/", subscribing.confirm, name="confirm"),
    path(OWN, subscribing.own, name="own"),
    path(f"{OWN}erase/", subscribing.erase, name="erase"),
    path("newsletters/leave/<slug:slug>/<str:code>/<str:token>/", subscribing.leave, name="leave"),
    path("newsletters/copies/", reading.copies, name="copies"),
    path("newsletters/copies/new/", subscribing.copies_new, name="copies_new"),
    path("newsletters/<slug:slug>/", reading.series_detail, name="series"),
    path("newsletters/<slug:slug>/<str:key>/", reading.issue_detail, name="issue"),
    path("newsletters/<slug:slug>/<str:key>/issue.pdf", reading.issue_paper, name="paper"),
    path("newsletters/<slug:slug>/<str:key>/<str:name>/", reading.article_detail, name="article"),
    path(DESK, desk.desk, name="desk"),
    path(f"{DESK}new/", desk.issue_new, name="issue_new"),
    path(f"{DESK}readers/", readers_desk.find_reader, name="find_reader"),
    path(f"{DESK}readers/<slug:verb>/", readers_desk.act_reader, name="act_reader"),
    path(f"{DESK}copies/", copies_desk.place_list, name="desk_places"),
    path(f"{DESK}copies/new/", copies_desk.place_new, name="place_new"),
    path(f"{DESK}copies/<int:pk>/", copies_desk.place_edit, name="place_edit"),
    path(f"{DESK}copies/<int:pk>/<slug:verb>/", copies_desk.place_act, name="place_act"),
    path(f"{DESK}labels/<slug:slug>/", copies_desk.labels, name="labels"),
    path(f"{DESK}<int:pk>/", desk.issue_desk, name="desk_issue"),
    path(f"{DESK}<int:pk>/edit/", desk.issue_edit, name="issue_edit"),
    path(f"{DESK}<int:pk>/act/<slug:verb>/", desk.issue_act, name="issue_act"),
    path(f"{DESK}<int:pk>/preview.pdf", desk.preview_paper, name="preview_paper"),
    path(f"{DESK}<int:pk>/letter/", desk.preview_text, name="preview_text"),
    path(f"{DESK}<int:pk>/letter.html", desk.preview_letter, name="preview_letter"),
    path(f"{DESK}<int:pk>/test/", desk.test_letter, name="test_letter"),
    path(f"{DESK}<int:pk>/send/", desk.start_sending, name="start_sending"),
    path(f"{DESK}<int:pk>/send/<slug:verb>/", desk.act_sending, name="act_sending"),
    path(f"{DESK}<int:pk>/run/", copies_desk.write_run, name="write_run"),
    path(f"{DESK}<int:pk>/run/sent/", copies_desk.send_run, name="send_run"),
    path(f"{DESK}<int:pk>/run/left/", copies_desk.count_left, name="count_left"),
]
