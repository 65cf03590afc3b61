package planted.rest;

import planted.mcp.Door;

/** Offends: what two doors share goes down a floor. */
record DoorUsingDoor(Door door) {}
