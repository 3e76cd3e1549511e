package it.sioss.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture of a page with at most 128 colours: for flat pages nobody sees the difference, and the file is a third. */
final class SmallPng {

    private static final int COLOURS = 128;

    private SmallPng() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        int[] pixels = full.getRGB(0, 0, full.getWidth(), full.getHeight(), null, 0, full.getWidth());
        for (int pixel : pixels) {
            counts.merge(pixel & 0xffffff, 1, Integer::sum);
        }
        List<Box> boxes = boxes(counts);
        byte[][] palette = new byte[3][boxes.size()];
        Map<Integer, Integer> index = new HashMap<>();
        for (int n = 0; n < boxes.size(); n++) {
            int mean = boxes.get(n).mean(counts);
            palette[0][n] = (byte) (mean >> 16);
            palette[1][n] = (byte) (mean >> 8);
            palette[2][n] = (byte) mean;
            for (int colour : boxes.get(n).colours()) {
                index.put(colour, n);
            }
        }
        var model = new IndexColorModel(8, boxes.size(), palette[0], palette[1], palette[2]);
        var small = new BufferedImage(full.getWidth(), full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        byte[] raster = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            raster[i] = index.getOrDefault(pixels[i] & 0xffffff, 0).byteValue();
        }
        small.getRaster().setDataElements(0, 0, full.getWidth(), full.getHeight(), raster);
        Files.createDirectories(file.getParent());
        ImageIO.write(small, "png", file.toFile());
    }

    /** Median cut: the box that holds most is split where its widest channel is halved. */
    private static List<Box> boxes(Map<Integer, Integer> counts) {
        List<Box> boxes = new ArrayList<>(List.of(new Box(List.copyOf(counts.keySet()))));
        while (boxes.size() < COLOURS) {
            Box widest = boxes.stream()
                    .filter(box -> box.colours().size() > 1)
                    .max(Comparator.comparingLong(box -> box.weight(counts)))
                    .orElse(null);
            if (widest == null) {
                return boxes;
            }
            boxes.remove(widest);
            boxes.addAll(widest.halves(counts));
        }
        return boxes;
    }

    private record Box(List<Integer> colours) {

        private static int channel(int colour, int shift) {
            return colour >> shift & 0xff;
        }

        private int spread(int shift) {
            var channels =
                    colours.stream().mapToInt(colour -> channel(colour, shift)).summaryStatistics();
            return channels.getMax() - channels.getMin();
        }

        private int widest() {
            return List.of(16, 8, 0).stream()
                    .max(Comparator.comparingInt(this::spread))
                    .orElseThrow();
        }

        long weight(Map<Integer, Integer> counts) {
            double pixels = colours.stream().mapToLong(counts::get).sum();
            return Math.round(Math.sqrt(pixels) * spread(widest()));
        }

        List<Box> halves(Map<Integer, Integer> counts) {
            int shift = widest();
            List<Integer> sorted = colours.stream()
                    .sorted(Comparator.comparingInt(colour -> channel(colour, shift)))
                    .toList();
            long half = sorted.stream().mapToLong(counts::get).sum() / 2;
            long sum = 0;
            int cut = 0;
            while (cut < sorted.size() - 1 && (cut == 0 || sum + counts.getOrDefault(sorted.get(cut), 0) <= half)) {
                sum += counts.getOrDefault(sorted.get(cut++), 0);
            }
            return List.of(new Box(sorted.subList(0, cut)), new Box(sorted.subList(cut, sorted.size())));
        }

        int mean(Map<Integer, Integer> counts) {
            long pixels = colours.stream().mapToLong(counts::get).sum();
            int mean = 0;
            for (int shift : new int[] {16, 8, 0}) {
                long sum = colours.stream()
                        .mapToLong(colour -> (long) channel(colour, shift) * counts.getOrDefault(colour, 0))
                        .sum();
                mean |= (int) Math.round((double) sum / pixels) << shift;
            }
            return mean;
        }
    }
}
