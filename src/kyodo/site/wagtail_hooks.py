from wagtail import hooks

from kyodo.site.cms import chrome, moderation

hooks.register("insert_global_admin_css", chrome.style)
hooks.register("construct_main_menu", chrome.shorten_menu)
hooks.register("construct_settings_menu", chrome.shorten_settings)
hooks.register("construct_page_action_menu", moderation.offer_actions)
hooks.register("construct_snippet_action_menu", moderation.offer_actions)
hooks.register("before_publish_page", moderation.stop_publishing)
hooks.register("before_publish", moderation.stop_publishing)
hooks.register("before_bulk_action", moderation.stop_bulk)
hooks.register("before_copy_page", moderation.stop_copying)
