using Microsoft.CodeAnalysis;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Mvcc;

/// <summary>Whether a type does anything: pure data is part of a pattern, and not worth a finding.</summary>
internal static class Behaviour
{
    public static bool Has(TypeFacts type) =>
        type.Bodies.Any(body => body.Method is { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
            && method.Name is not ("ToString" or "Equals" or "GetHashCode"));
}
