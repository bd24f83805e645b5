// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.fake;

/** A resource that a server has, in one namespace if it has them. */
public record Served(String group, String version, String resource, String kind, boolean namespaced) {

    public static final String NAMESPACE = "shop";
    public static final Served PODS = new Served("", "v1", "pods", "Pod", true);
    public static final Served DEPLOYMENTS = new Served("apps", "v1", "deployments", "Deployment", true);
    public static final Served DEFINITIONS =
            new Served("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false);
    public static final Served APPLICATIONS =
            new Served("argoproj.io", "v1alpha1", "applications", "Application", true);

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    String path() {
        return (group.isEmpty() ? "/api/" : "/apis/") + apiVersion() + "/" + resource;
    }

    /** What an object begins with where it stands alone; in lists it does not. */
    String type() {
        return "\"kind\":\"" + kind + "\",\"apiVersion\":\"" + apiVersion() + "\",";
    }

    String bookmark(int version, boolean endOfInitialEvents) {
        String end = endOfInitialEvents ? ",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}" : "";
        return "{" + type() + "\"metadata\":{\"resourceVersion\":\"" + version + "\"" + end + "}}";
    }
}
