"""Which types a property of schema.org belongs to (its domainIncludes), for the words that our pages use.

rdflib carries the names of the vocabulary only. Every line was compared with the declarations of schema-dts 2.1.0
(npm), which are generated from schema.org's definitions; that package does not name their release. Of a property's
types only those are kept that our pages use. A property or type that is missing here fails the test, so that it is
looked up before it is published.
"""

from typing import Any

#: A type → the types that it is a kind of.
KIND_OF = {
    "Article": {"CreativeWork"},
    "BreadcrumbList": {"ItemList"},
    "CivicStructure": {"Place"},
    "DataCatalog": {"CreativeWork"},
    "DataDownload": {"MediaObject"},
    "Dataset": {"CreativeWork"},
    "EducationEvent": {"Event"},
    "GovernmentOffice": {"LocalBusiness"},
    "GovernmentOrganization": {"Organization"},
    "GovernmentService": {"Service"},
    "LocalBusiness": {"Organization", "Place"},
    "MediaObject": {"CreativeWork"},
    "PostalAddress": {"ContactPoint"},
    "Project": {"Organization"},
}
#: Types that are a kind of nothing but a thing.
PLAIN = {
    "Audience", "ContactPoint", "CreativeWork", "Event", "GeoCoordinates", "ItemList", "ListItem",
    "OpeningHoursSpecification", "Organization", "Place", "PropertyValue", "Service", "ServiceChannel", "Thing",
    "VirtualLocation",
}  # fmt: skip
#: A property → the types that it may be said of.
DOMAINS = {
    "about": {"CreativeWork", "Event"},
    "address": {"GeoCoordinates", "Organization", "Place"},
    "addressCountry": {"GeoCoordinates", "PostalAddress"},
    "addressLocality": {"PostalAddress"},
    "addressRegion": {"PostalAddress"},
    "alternateName": {"Thing"},
    "areaServed": {"ContactPoint", "Organization", "Service"},
    "audience": {"CreativeWork", "Event", "Service"},
    "audienceType": {"Audience"},
    "availableChannel": {"Service"},
    "closes": {"OpeningHoursSpecification"},
    "contentUrl": {"MediaObject"},
    "dataset": {"DataCatalog"},
    "dateModified": {"CreativeWork"},
    "datePublished": {"CreativeWork"},
    "dayOfWeek": {"OpeningHoursSpecification"},
    "description": {"Thing"},
    "distribution": {"Dataset"},
    "email": {"ContactPoint", "Organization"},
    "encodingFormat": {"CreativeWork", "MediaObject"},
    "endDate": {"Event"},
    "eventAttendanceMode": {"Event"},
    "eventStatus": {"Event"},
    "foundingDate": {"Organization"},
    "geo": {"Place"},
    "headline": {"CreativeWork"},
    "hoursAvailable": {"ContactPoint", "Service"},
    "identifier": {"Thing"},
    "image": {"Thing"},
    "inLanguage": {"CreativeWork", "Event"},
    "includedInDataCatalog": {"Dataset"},
    "isAccessibleForFree": {"CreativeWork", "Event", "Place"},
    "isBasedOn": {"CreativeWork"},
    "item": {"ListItem"},
    "itemListElement": {"ItemList"},
    "keywords": {"CreativeWork", "Event", "Organization", "Place"},
    "knowsAbout": {"Organization"},
    "latitude": {"GeoCoordinates", "Place"},
    "license": {"CreativeWork"},
    "location": {"Event", "Organization"},
    "longitude": {"GeoCoordinates", "Place"},
    "maximumAttendeeCapacity": {"Event", "Place"},
    "member": {"Organization"},
    "mentions": {"CreativeWork"},
    "name": {"Thing"},
    "openingHoursSpecification": {"Place"},
    "opens": {"OpeningHoursSpecification"},
    "organizer": {"Event"},
    "position": {"CreativeWork", "ListItem"},
    "postalCode": {"GeoCoordinates", "PostalAddress"},
    "propertyID": {"PropertyValue"},
    "provider": {"CreativeWork", "Service"},
    "publisher": {"CreativeWork"},
    "servicePhone": {"ServiceChannel"},
    "serviceType": {"Service"},
    "spatialCoverage": {"CreativeWork"},
    "startDate": {"Event"},
    "streetAddress": {"PostalAddress"},
    "subEvent": {"Event"},
    "telephone": {"ContactPoint", "Organization", "Place"},
    "url": {"Thing"},
    "validFrom": {"OpeningHoursSpecification"},
    "validThrough": {"OpeningHoursSpecification"},
    "value": {"PropertyValue"},
}


def kinds_of(name: str) -> set[str]:
    """Return a type and all that it is a kind of."""
    above = KIND_OF.get(name, set())
    return {name, "Thing"}.union(*map(kinds_of, above))


def misplaced(data: Any) -> list[str]:
    """Return the properties of a block, at any depth, that do not belong to the type of their thing."""
    if isinstance(data, list):
        return [fault for one in data for fault in misplaced(one)]
    if not isinstance(data, dict):
        return []
    types = [data["@type"]] if isinstance(data.get("@type"), str) else data.get("@type", [])
    kinds = set().union(*map(kinds_of, types))
    words = [word for word in data if not word.startswith("@")]
    found = [f"{name} is not known here" for name in types if name not in PLAIN | KIND_OF.keys()]
    found += [f"{'/'.join(types)} has no {word}" for word in words if types and not DOMAINS.get(word, set()) & kinds]
    return found + [fault for word in words for fault in misplaced(data[word])]
