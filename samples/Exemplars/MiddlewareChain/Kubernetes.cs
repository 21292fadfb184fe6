namespace Exemplars.MiddlewareChain.Kubernetes;

/// <summary>An object that a client wants to store.</summary>
public sealed class AdmissionRequest(string kind)
{
    public string Kind { get; } = kind;

    public Dictionary<string, string> Labels { get; } = [];
}

/// <summary>May change the request.</summary>
public interface IMutator
{
    void Admit(AdmissionRequest request);
}

/// <summary>Accepts or refuses the request and leaves it as it is; null means accepted.</summary>
public interface IValidator
{
    string? Refusal(AdmissionRequest request);
}

/// <summary>Lets all mutators work on the request before the first validator sees it; the first refusal ends it.</summary>
public sealed class AdmissionChain(IReadOnlyList<IMutator> mutators, IReadOnlyList<IValidator> validators)
{
    public string? Run(AdmissionRequest request)
    {
        foreach (var mutator in mutators) mutator.Admit(request);
        foreach (var validator in validators)
        {
            var refusal = validator.Refusal(request);
            if (refusal is not null) return refusal;
        }

        return null;
    }
}

/// <summary>Gives every object an owner.</summary>
public sealed class DefaultOwner(string owner) : IMutator
{
    public void Admit(AdmissionRequest request) => request.Labels.TryAdd("owner", owner);
}

/// <summary>Refuses kinds that nobody may create.</summary>
public sealed class KindPolicy(IReadOnlySet<string> allowed) : IValidator
{
    public string? Refusal(AdmissionRequest request) => allowed.Contains(request.Kind) ? null : $"{request.Kind} is not allowed";
}
