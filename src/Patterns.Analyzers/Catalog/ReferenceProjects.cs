namespace Patterns.Analyzers.Catalog;

/// <summary>The projects that the catalog refers to.</summary>
public static class ReferenceProjects
{
    public static ReferenceProject Airflow { get; } = new("Airflow", "airflow", "https://github.com/apache/airflow");
    public static ReferenceProject Alacritty { get; } = new("Alacritty", "alacritty", "https://github.com/alacritty/alacritty");
    public static ReferenceProject Angular { get; } = new("Angular", "angular", "https://github.com/angular/angular");
    public static ReferenceProject Backstage { get; } = new("Backstage", "backstage", "https://github.com/backstage/backstage");
    public static ReferenceProject Bevy { get; } = new("Bevy", "bevy", "https://github.com/bevyengine/bevy");
    public static ReferenceProject Buf { get; } = new("Buf", "buf", "https://github.com/bufbuild/buf");
    public static ReferenceProject Bun { get; } = new("Bun", "bun", "https://github.com/oven-sh/bun");
    public static ReferenceProject Caddy { get; } = new("Caddy", "caddy", "https://github.com/caddyserver/caddy");
    public static ReferenceProject CockroachDB { get; } = new("CockroachDB", "cockroachdb", "https://github.com/cockroachdb/cockroach");
    public static ReferenceProject Consul { get; } = new("Consul", "consul", "https://github.com/hashicorp/consul");
    public static ReferenceProject Containerd { get; } = new("containerd", "containerd", "https://github.com/containerd/containerd");
    public static ReferenceProject CoreDNS { get; } = new("CoreDNS", "coredns", "https://github.com/coredns/coredns");
    public static ReferenceProject Cortex { get; } = new("Cortex", "cortex", "https://github.com/cortexproject/cortex");
    public static ReferenceProject Dapr { get; } = new("Dapr", "dapr", "https://github.com/dapr/dapr");
    public static ReferenceProject Deno { get; } = new("Deno", "deno", "https://github.com/denoland/deno");
    public static ReferenceProject Dgraph { get; } = new("Dgraph", "dgraph", "https://github.com/dgraph-io/dgraph");
    public static ReferenceProject DuckDB { get; } = new("DuckDB", "duckdb", "https://github.com/duckdb/duckdb");
    public static ReferenceProject Envoy { get; } = new("Envoy", "envoy", "https://github.com/envoyproxy/envoy");
    public static ReferenceProject Etcd { get; } = new("etcd", "etcd", "https://github.com/etcd-io/etcd");
    public static ReferenceProject Falco { get; } = new("Falco", "falco", "https://github.com/falcosecurity/falco");
    public static ReferenceProject Flink { get; } = new("Flink", "flink", "https://github.com/apache/flink");
    public static ReferenceProject Gitea { get; } = new("Gitea", "gitea", "https://github.com/go-gitea/gitea");
    public static ReferenceProject GoEthereum { get; } = new("Go-Ethereum", "go-ethereum", "https://github.com/ethereum/go-ethereum");
    public static ReferenceProject Kafka { get; } = new("Kafka", "kafka", "https://github.com/apache/kafka");
    public static ReferenceProject Kubernetes { get; } = new("Kubernetes", "kubernetes", "https://github.com/kubernetes/kubernetes");
    public static ReferenceProject OpenTelemetryCollector { get; } = new("OpenTelemetry Collector", "opentelemetry-collector",
        "https://github.com/open-telemetry/opentelemetry-collector");
    public static ReferenceProject Prometheus { get; } = new("Prometheus", "prometheus", "https://github.com/prometheus/prometheus");
    public static ReferenceProject React { get; } = new("React", "react", "https://github.com/facebook/react");
    public static ReferenceProject Redis { get; } = new("Redis", "redis", "https://github.com/redis/redis");
    public static ReferenceProject RocksDB { get; } = new("RocksDB", "rocksdb", "https://github.com/facebook/rocksdb");
    public static ReferenceProject Spark { get; } = new("Spark", "spark", "https://github.com/apache/spark");
    public static ReferenceProject TiKV { get; } = new("TiKV", "tikv", "https://github.com/tikv/tikv");
    public static ReferenceProject Tokio { get; } = new("Tokio", "tokio", "https://github.com/tokio-rs/tokio");
    public static ReferenceProject Trivy { get; } = new("Trivy", "trivy", "https://github.com/aquasecurity/trivy");
}
