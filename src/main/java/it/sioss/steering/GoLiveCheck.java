package it.sioss.steering;

/**
 * One line of the go-live checklist.
 *
 * @param passed whether the condition holds
 * @param blocking whether opening waits for it; otherwise it is a warning
 */
public record GoLiveCheck(String title, boolean passed, boolean blocking, String detail) {}
