// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpTarget;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Signs requests, body and all, with signature version 4.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4</a>
 */
public final class AwsSigner {

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final String service;
    private final String region;
    private final AwsCredentials credentials;
    private final InstantSource clock;

    public AwsSigner(String service, String region, AwsCredentials credentials, InstantSource clock) {
        this.service = service;
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** The same request with its signature; the path must already be encoded as it goes out. */
    public HttpCall sign(HttpTarget target, HttpCall call) {
        URI uri = URI.create(target.url() + call.path());
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(uri).method(SdkHttpMethod.fromValue(call.method()));
        call.headers().forEach(request::putHeader);
        Map<String, List<String>> signed = signer.sign(wanted -> wanted.identity(credentials.identity())
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(call.body()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        // S3 takes the path as it is sent, all others encode it once more.
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !service.equals("s3"))
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)))
                .request()
                .headers();
        HttpCall result = call;
        for (Map.Entry<String, List<String>> header : signed.entrySet()) {
            if (!header.getKey().equalsIgnoreCase("host")) {
                result = result.header(header.getKey(), String.join(",", header.getValue()));
            }
        }
        return result;
    }
}
