namespace Exemplars.PipelineDataflow.Trivy;

public sealed record Artifact(string Name, IReadOnlyList<string> Packages);

public sealed record Findings(Artifact Artifact, IReadOnlyList<string> Vulnerabilities);

public sealed record Report(string Text);

public interface IInspector
{
    Artifact Inspect(string image);
}

public interface IDetector
{
    Findings Detect(Artifact artifact);
}

public interface IReporter
{
    Report Write(Findings findings);
}

/// <summary>One method fixes the order: analysis, detection, report. Each step can be replaced.</summary>
public sealed class Scan(IInspector inspector, IDetector detector, IReporter reporter)
{
    public Report Run(string image)
    {
        var artifact = inspector.Inspect(image);
        var findings = detector.Detect(artifact);
        return reporter.Write(findings);
    }
}
