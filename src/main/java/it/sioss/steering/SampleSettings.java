package it.sioss.steering;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many sheets a reviewer opens before approving many at once ({@code sioss.review.sample.*}): an assumption of ours, to be
 * agreed with the regions.
 *
 * @param share the part of those chosen, between 0 and 1
 * @param least however few were chosen
 * @param most however many were chosen
 */
@ConfigurationProperties("sioss.review.sample")
record SampleSettings(
        @DefaultValue("0.10") double share,
        @DefaultValue("1") int least,
        @DefaultValue("5") int most) {

    SampleSettings {
        if (share < 0 || share > 1 || least < 1 || most < least) {
            throw new IllegalArgumentException(
                    "sioss.review.sample: share fra 0 e 1, least almeno 1, most non meno di least");
        }
    }

    /** How many of so many; never more than there are. */
    int of(int chosen) {
        int part = (int) Math.ceil(share * chosen);
        return Math.min(chosen, Math.max(least, Math.min(most, part)));
    }
}
