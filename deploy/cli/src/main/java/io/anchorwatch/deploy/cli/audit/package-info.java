// SPDX-License-Identifier: Apache-2.0
/** What a cluster's audit log can show. */
@NullMarked
package io.anchorwatch.deploy.cli.audit;

import org.jspecify.annotations.NullMarked;
