"""Addresses of the diagrams, of the collaborations that they show, and of the city's network."""

from django.urls import path

from kyodo.diagrams.views import collaborations, drawing, keeping, network

app_name = "diagrams"

urlpatterns = [
    path("network/", network.network, name="network"),
    path("collaborations/", collaborations.collaboration_list, name="list"),
    path("collaborations/table/", collaborations.collaboration_table, name="table"),
    path("collaborations/new/", keeping.collaboration_new, name="new"),
    path("collaborations/<slug:slug>/", collaborations.collaboration_detail, name="collaboration"),
    path("collaborations/<slug:slug>/diagram.svg", collaborations.diagram_file, {"ending": "svg"}, name="svg"),
    path("collaborations/<slug:slug>/diagram.png", collaborations.diagram_file, {"ending": "png"}, name="png"),
    path("collaborations/<slug:slug>/diagram.json", collaborations.diagram_file, {"ending": "json"}, name="json"),
    path("collaborations/<slug:slug>/edit/", keeping.collaboration_edit, name="edit"),
    path("collaborations/<slug:slug>/story/", keeping.collaboration_story, name="story"),
    path("collaborations/<slug:slug>/drawing/", drawing.drawing_edit, name="drawing"),
    path("collaborations/<slug:slug>/drawing/preview/", drawing.drawing_preview, name="preview"),
    path("collaborations/<slug:slug>/end/", keeping.collaboration_end, name="end"),
    path("collaborations/<slug:slug>/show/", keeping.collaboration_show, {"verb": "show"}, name="show"),
    path("collaborations/<slug:slug>/hide/", keeping.collaboration_show, {"verb": "hide"}, name="hide"),
    path("collaborations/<slug:slug>/move/<slug:verb>/", keeping.collaboration_move, name="move"),
    path("collaborations/<slug:slug>/partners/<slug:key>/confirm/", keeping.partner_confirm, name="confirm"),
]
