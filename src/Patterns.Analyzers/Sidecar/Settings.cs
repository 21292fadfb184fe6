using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>Values that the environment or the configuration decides.</summary>
internal static class Settings
{
    private const int Depth = 3;

    /// <summary>What the words of a body or type must hold for it to read a setting itself.</summary>
    public static readonly Words Words = new("GetEnvironmentVariable", "GetValue", "IConfiguration", "IConfigurationRoot", "IConfigurationSection",
        "Configuration");

    /// <summary>The name by which a setting is read; null where it is known at run time only.</summary>
    public static string? Key(IOperation read) => read switch
    {
        IInvocationOperation call => call.Arguments.Select(argument => argument.Value.ConstantValue.Value as string).FirstOrDefault(text => text is not null),
        IPropertyReferenceOperation { Arguments: { Length: 1 } arguments } => arguments[0].Value.ConstantValue.Value as string,
        _ => null,
    };

    /// <summary>True for the read of an environment variable or a configuration key itself.</summary>
    public static bool IsRead(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod: { Name: "GetEnvironmentVariable", ContainingType: var owner } } => owner.Named("System.Environment"),
        IInvocationOperation { TargetMethod: { Name: "GetValue", ContainingType: var owner } } =>
            owner.Named("Microsoft.Extensions.Configuration.ConfigurationBinder"),
        IPropertyReferenceOperation { Property: { IsIndexer: true, ContainingType: var owner } } =>
            owner.Named("Microsoft.Extensions.Configuration.IConfiguration"),
        _ => false,
    };

    /// <summary>The read that a value comes from, through locals, own fields and properties, and members of this project; null for any other value.</summary>
    public static IOperation? ReadBehind(IOperation value, Body body) => ReadBehind(value, body, Depth);

    private static IOperation? ReadBehind(IOperation value, Body body, int depth)
    {
        foreach (var operation in value.SelfAndDescendants())
        {
            if (IsRead(operation)) return operation;
            if (depth == 0) continue;
            foreach (var (source, home) in Sources(operation, body))
                if (ReadBehind(source, home, depth - 1) is { } read) return read;
        }
        return null;
    }

    private static IEnumerable<(IOperation Source, Body Home)> Sources(IOperation operation, Body body) => operation switch
    {
        ILocalReferenceOperation { Local: var local } => AssignedTo(local, body).Select(source => (source, body)),
        IFieldReferenceOperation { Field: var field } when IsOwn(field, body) => Kept(field, body),
        IPropertyReferenceOperation { Property: var property } when IsOwn(property, body) =>
            Kept(property, body).Concat(property.GetMethod is { } getter ? Returned(getter, body) : Enumerable.Empty<(IOperation, Body)>()),
        IInvocationOperation { TargetMethod: var method } => Returned(method, body),
        _ => Enumerable.Empty<(IOperation, Body)>(),
    };

    private static bool IsOwn(ISymbol member, Body body) => body.Type.Project.Of(member.ContainingType) is not null;

    /// <summary>All values that a body gives a variable.</summary>
    public static IEnumerable<IOperation> AssignedTo(ISymbol variable, Body body)
    {
        if (body.DeclaredValue(variable) is { } declared) yield return declared;
        foreach (var operation in body.Operations)
            if (operation.Assigned() is (var target, { } value) && SymbolEqualityComparer.Default.Equals(target.Referenced(), variable)) yield return value;
    }

    private static IEnumerable<(IOperation, Body)> Kept(ISymbol member, Body body)
    {
        if (body.Type.Project.Of(member.ContainingType) is not { } owner || !owner.Words.HasAny(Words)) yield break;
        if (Initializers.ValueOf(member, body.Type.Project) is { } initial) yield return (initial, body);
        foreach (var other in owner.Bodies)
            if (other.Words.Has(member.Name))
                foreach (var value in AssignedTo(member, other)) yield return (value, other);
    }

    private static IEnumerable<(IOperation, Body)> Returned(IMethodSymbol method, Body body)
    {
        foreach (var callee in body.Type.Project.BodiesOf(method))
            if (callee.Words.HasAny(Words))
                foreach (var result in callee.Of<IReturnOperation>())
                    if (result.ReturnedValue is { } value) yield return (value, callee);
    }
}
