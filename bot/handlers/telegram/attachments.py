"""Reads what is attached to a message: files, a contact, a place."""

from __future__ import annotations

from bot.handlers.telegram.updates import File, Message
from bot.handlers.words import clean, clean_file_name, clean_name
from bot.messages import Contact, Location, Media, MediaKind


def media_of(message: Message) -> tuple[Media, ...]:
    """Return the attached file, still at the platform; of a photo's sizes the largest."""
    if message.photo:
        largest = max(message.photo, key=lambda size: (size.width * size.height, size.file_size))
        return (_media("photo", largest, "image/jpeg"),)
    if message.voice is not None:
        return (_media("voice", message.voice, "audio/ogg"),)
    video = message.video or message.video_note
    if video is not None:
        return (_media("video", video, "video/mp4"),)
    # A piece of music is a file like any other: only a voice message was spoken here and now.
    plain = message.document or message.audio
    return (_media("document", plain, "application/octet-stream"),) if plain is not None else ()


def contact_of(message: Message) -> Contact | None:
    """Return the shared number; `own` only when Telegram says that it is the sender's."""
    contact = message.contact
    if contact is None or message.sender is None:
        return None
    name = clean_name(f"{contact.first_name} {contact.last_name}")
    return Contact(clean_name(contact.phone_number), name, own=contact.user_id == message.sender.id)


def location_of(message: Message) -> Location | None:
    """Return the shared place."""
    place = message.location
    return Location(place.latitude, place.longitude) if place is not None else None


def _media(kind: MediaKind, file: File, mime: str) -> Media:
    return Media(
        kind,
        name=clean_file_name(file.file_name),
        mime=clean(file.mime_type) or mime,
        size=file.file_size,
        remote=file.file_id,
    )
