"""Addresses of the rooms."""

from django.urls import path

from kyodo.center.bookings import lottery_urls
from kyodo.center.bookings.views import booking, desk, parties, paying, rooms, users

app_name = "bookings"
urlpatterns = [
    *lottery_urls.urlpatterns,  # before the addresses of single rooms
    path("rooms/", rooms.room_list, name="list"),
    path("rooms/find/", rooms.room_find, name="find"),
    path("rooms/week/", rooms.all_week, name="week"),
    path("rooms/month/", rooms.all_month, name="month"),
    path("rooms/today/", rooms.kiosk, name="kiosk"),
    path("rooms/my/", booking.my_bookings, name="my"),
    path("rooms/register/", users.register, name="register"),
    path("rooms/registrations/<str:code>/", users.registration, name="registration"),
    path("rooms/registrations/<str:code>/people/<int:pk>/end/", users.member_end, name="member_end"),
    path("rooms/bookings/<str:code>/", booking.booking_detail, name="booking"),
    path("rooms/bookings/<str:code>/confirm/", booking.confirm, name="confirm"),
    path("rooms/bookings/<str:code>/cancel/", booking.cancel, name="cancel"),
    path("rooms/bookings/<str:code>/pay/", paying.pay, name="pay"),
    path("rooms/bookings/<str:code>/receipts/<int:pk>/", paying.receipt_print, name="receipt"),
    path("rooms/test-payment/<str:code>/", paying.test_payment, name="test_payment"),
    path("rooms/bookings/<str:code>/move/", booking.move_booking, name="move"),
    path("rooms/bookings/<str:code>/booking.ics", booking.booking_ics, name="ics"),
    path("rooms/waits/<str:code>/leave/", booking.wait_leave, name="wait_leave"),
    path("rooms/<slug:slug>/", rooms.room_detail, name="resource"),
    path("rooms/<slug:slug>/door/", rooms.door, name="door"),
    path("rooms/<slug:slug>/book/", booking.book, name="book"),
    path("rooms/<slug:slug>/series/", booking.series, name="series"),
    path("rooms/<slug:slug>/wait/", booking.wait, name="wait"),
    path("desk/rooms/", desk.desk, name="desk"),
    path("desk/rooms/day.pdf", desk.day_paper, name="day_paper"),
    path("desk/rooms/new/", desk.call, name="call"),
    path("desk/rooms/year/", desk.year, name="year"),
    path("desk/rooms/closed/", desk.block, name="block"),
    path("desk/rooms/notices/", desk.notices, name="notices"),
    path("desk/rooms/notices/<int:number>/down/", desk.notice_down, name="notice_down"),
    path("desk/rooms/users/", parties.party_list, name="parties"),
    path("desk/rooms/users/<str:code>/", parties.party, name="party"),
    path("desk/rooms/bookings/<str:code>/use/", desk.act, {"verb": "use"}, name="use"),
    path("desk/rooms/bookings/<str:code>/miss/", desk.act, {"verb": "miss"}, name="miss"),
]
