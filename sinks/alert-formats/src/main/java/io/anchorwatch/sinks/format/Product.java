// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

/** How we call ourselves in the headers of the formats. */
final class Product {

    static final String VENDOR = "Anchorwatch";
    static final String NAME = "Anchorwatch";

    /** Of what is sent, not of the program that sends it: a target's parsers need to know no more than this. */
    static final String VERSION = "1";

    private Product() {}
}
