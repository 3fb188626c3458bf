"""1 The navigation site: support programmes, guides, data, videos, search over the whole house."""
