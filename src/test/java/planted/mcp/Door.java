package planted.mcp;

/** Keeps every rule; {@link planted.rest.DoorUsingDoor} should not know it. */
public final class Door {}
