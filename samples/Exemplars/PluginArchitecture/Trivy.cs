using System;
using System.Collections.Generic;
using System.IO;

namespace Exemplars.PluginArchitecture.Trivy;

/// <summary>Shows every file to every detector that wants it, then lets the late detectors see what was found.</summary>
public sealed class Inspection(IEnumerable<IDetector> detectors, IEnumerable<ILateDetector> late)
{
    public List<string> Run(string root)
    {
        var findings = new List<string>();
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            foreach (var detector in detectors)
            {
                if (detector.Wants(path))
                {
                    findings.AddRange(detector.Detect(path));
                }
            }
        }

        foreach (var detector in late)
        {
            if (detector.Wants(findings))
            {
                detector.Complete(findings);
            }
        }

        return findings;
    }
}

public interface IDetector
{
    bool Wants(string path);

    IEnumerable<string> Detect(string path);
}

public interface ILateDetector
{
    bool Wants(IReadOnlyList<string> findings);

    void Complete(List<string> findings);
}

public sealed class LockFileDetector : IDetector
{
    public bool Wants(string path) => path.EndsWith("packages.lock.json", StringComparison.Ordinal);

    public IEnumerable<string> Detect(string path) => File.ReadLines(path);
}

public sealed class SecretDetector : IDetector
{
    public bool Wants(string path) => Path.GetExtension(path) is ".pem" or ".key";

    public IEnumerable<string> Detect(string path) => [path];
}

public sealed class Deduplication : ILateDetector
{
    public bool Wants(IReadOnlyList<string> findings) => findings.Count > 1;

    public void Complete(List<string> findings)
    {
        var seen = new HashSet<string>();
        findings.RemoveAll(finding => !seen.Add(finding));
    }
}
