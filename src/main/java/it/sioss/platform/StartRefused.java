package it.sioss.platform;

/** SIOSS does not start, for one reason said in one line (in Italian, with what to do). */
public class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartRefused(String reason) {
        super(reason);
    }
}
