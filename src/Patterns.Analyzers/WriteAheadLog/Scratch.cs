using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Changes that are none of the state which a log protects.</summary>
internal static class Scratch
{
    /// <summary>A collection that the body empties before it fills it: it is only kept to be used again.</summary>
    public static bool IsReused(Mutation change, Body body) => body.Calls.Any(call => call is { Name: "Clear", Arguments.IsEmpty: true }
        && call.ReceiverSymbol?.Name == change.Name && call.Syntax.SpanStart < change.Site.Syntax.SpanStart);

    /// <summary>An object is told another part of what the log is told a part of: the term, where the entries are appended.</summary>
    public static bool IsOfOtherPart(Mutation change, Call append) =>
        Told(change.Site) is { } told && PartsIn(told) is { Count: > 0 } parts && PartsIn(append.Arguments) is { Count: > 0 } logged && !parts.Overlaps(logged);

    /// <summary>A collection of a transaction's own: who logs its end under the name that it was given at its beginning keeps a list of what it did.</summary>
    public static bool IsOfTransaction(Mutation change, StoreFacts store) =>
        store.Type.AllSlots.FirstOrDefault(slot => slot.Name == change.Name) is { IsStatic: false, Symbol: IFieldSymbol {
            DeclaredAccessibility: Accessibility.Private, Type: INamedTypeSymbol { TypeArguments.Length: > 0 } held } }
        && held.IsFramework() && LogsItsEnd(store);

    private static bool LogsItsEnd(StoreFacts store) => store.Type.Project.GetOrAdd((nameof(LogsItsEnd), store.Type.Symbol), () => store.Appending
        .SelectMany(body => body.Calls.Where(store.IsAppend))
        .Any(append => append.Arguments.Where(argument => argument.Type?.Name != "CancellationToken" && !argument.ConstantValue.HasValue).ToList() is [var name]
            && name.IsOwnMember() && IsName(name.Referenced())));

    private static bool IsName(ISymbol? symbol) => symbol is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
        && symbol.HeldType() is { } type && (type.SpecialType is SpecialType.System_String or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Int32 or SpecialType.System_UInt32 || type.Named("System.Guid"));

    private static IEnumerable<IOperation>? Told(IOperation change) => change switch
    {
        ISimpleAssignmentOperation { Target: not IPropertyReferenceOperation { Arguments.Length: > 0 }, Value: var value } => new[] { value },
        _ => Call.From(change) is { Owner: { } owner } call && !owner.IsFramework() ? call.Arguments : null,
    };

    /// <summary>The members of parameters among values, where there is nothing else among them.</summary>
    private static HashSet<string> PartsIn(IEnumerable<IOperation> values)
    {
        var parts = new HashSet<string>();
        foreach (var argument in values)
        {
            if (argument.ConstantValue.HasValue || argument is IDefaultValueOperation) continue;
            if (argument.Plain() is not IMemberReferenceOperation { Instance: { } whole, Member: var member }
                || whole.Plain() is not IParameterReferenceOperation { Parameter: var parameter }) return new();
            parts.Add(parameter.Name + "." + member.Name);
        }
        return parts;
    }
}
