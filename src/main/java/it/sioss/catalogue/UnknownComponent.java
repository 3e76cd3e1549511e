package it.sioss.catalogue;

/** A form uses a component that the validator cannot judge: such a form is refused whole. */
public final class UnknownComponent extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    UnknownComponent(String type, String id) {
        super("Componente «" + type + "» (" + id + ") non ammesso: il controllo delle risposte non lo conosce");
    }
}
