using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>An assembly that the code names itself: a part of the product, not something found.</summary>
internal static class NamedAssembly
{
    private const int Steps = 4;

    private const string Ending = ".dll";

    public static bool IsLoaded(IOperation load, Body body) =>
        load is IInvocationOperation { Arguments: { Length: > 0 } arguments } && IsNamed(arguments[0].Value, body, Steps);

    /// <summary>True where a file name is spelled out that only an assembly has; a pattern for many is none.</summary>
    public static bool IsSpelledOut(Body body) => body.Of<ILiteralOperation>().Any(text => text.ConstantValue is { HasValue: true, Value: string name }
        && name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) && !name.Contains("*"));

    private static bool IsNamed(IOperation name, Body body, int steps) => steps > 0 && (name.ConstantValue.HasValue || name.Plain() switch
    {
        { ConstantValue.HasValue: true } => true,
        IInvocationOperation { TargetMethod.Name: "Combine" or "GetFullPath" or "GetAssemblyName", Arguments: { Length: > 0 } parts } =>
            IsNamed(parts[parts.Length - 1].Value, body, steps - 1),
        IObjectCreationOperation { Arguments: { Length: > 0 } names } => names[0].Value.ConstantValue.HasValue,
        IParameterReferenceOperation { Parameter: var parameter } => !body.IsOpen && OwnCalls.Of(body).ToList() is { Count: > 0 } calls
            && calls.All(made => made.Call.Argument(parameter.Name) is { } passed && IsNamed(passed, made.Caller, steps - 1)),
        ILocalReferenceOperation { Local: var local } when body.DeclaredValue(local) is { } declared =>
            IsNamed(declared, body, steps - 1)
            && !body.Of<ISimpleAssignmentOperation>().Any(later => SymbolEqualityComparer.Default.Equals(later.Target.Referenced(), local)),
        ILocalReferenceOperation { Local: var local } reference => reference.Ancestors().OfType<IForEachLoopOperation>()
            .Any(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default) && ListsNames(loop.Collection, body)),
        _ => false,
    });

    private static bool ListsNames(IOperation names, Body body) => names.Plain() switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.All(element => element.ConstantValue.HasValue),
        ILocalReferenceOperation { Local: var local } => body.DeclaredValue(local)?.Plain() is IArrayCreationOperation declared && ListsNames(declared, body),
        _ => false,
    };
}
