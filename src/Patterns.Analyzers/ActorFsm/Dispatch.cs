using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.ActorFsm;

/// <summary>Where the kinds of messages are told apart: by type, by an enum that they carry, by a table of handlers, or by the messages themselves.</summary>
/// <param name="Body">The body.</param>
/// <param name="Site">The place.</param>
/// <param name="Kinds">The types of messages, where types tell them apart.</param>
internal sealed record Dispatch(Body Body, IOperation Site, ImmutableArray<ITypeSymbol> Kinds)
{
    /// <summary>True where the messages themselves know what they do.</summary>
    public bool IsByMessage { get; private init; }

    private const int FewestKinds = 2;

    /// <summary>Where a body tells messages apart.</summary>
    /// <param name="body">The body.</param>
    /// <param name="message">What the inbox holds.</param>
    public static Dispatch? In(Body body, ITypeSymbol message)
    {
        var content = Content(message, body.Type.Project);
        return BySwitch(body, content) ?? ByTests(body, content) ?? ByTable(body, content) ?? ByMessage(body, message);
    }

    private static Dispatch? BySwitch(Body body, ImmutableHashSet<ITypeSymbol> content)
    {
        foreach (var operation in body.Operations)
        {
            if (Choice(operation) is not { } choice) continue;
            foreach (var (value, patterns) in Asked(choice, Patterns(operation).ToList()))
            {
                var kinds = patterns.Select(MatchedType).OfType<ITypeSymbol>().Distinct<ITypeSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();
                if (AreKinds(kinds) && value.Type is { } type && content.Contains(type)) return new(body, operation, kinds);
                if (patterns.Count >= FewestKinds && IsKindOf(value, content)) return new(body, operation, ImmutableArray<ITypeSymbol>.Empty);
            }
        }
        return null;
    }

    /// <summary>What a switch asks of one value, or of each of several.</summary>
    private static IEnumerable<(IOperation Value, List<IOperation> Patterns)> Asked(IOperation choice, List<IOperation> patterns)
    {
        if (choice.Plain() is not ITupleOperation values)
        {
            yield return (choice.Plain(), patterns.Where(pattern => pattern is not IDiscardPatternOperation).ToList());
            yield break;
        }
        for (var i = 0; i < values.Elements.Length; i++)
            yield return (values.Elements[i].Plain(),
                patterns.Select(pattern => (pattern as IRecursivePatternOperation)?.DeconstructionSubpatterns is { } parts && i < parts.Length ? parts[i]
                    : null).OfType<IOperation>()
                .Where(pattern => pattern is not IDiscardPatternOperation).ToList());
    }

    private static Dispatch? ByTests(Body body, ImmutableHashSet<ITypeSymbol> content)
    {
        var tests = body.Of<IIsPatternOperation>()
            .Where(test => test.Value.Plain().Type is { } type && content.Contains(type) && MatchedType(test.Pattern) is not null)
            .ToLookup(test => test.Value.Referenced(), SymbolEqualityComparer.Default);
        foreach (var same in tests)
        {
            var kinds = same.Select(test => MatchedType(test.Pattern)!).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();
            if (same.Key is not null && AreKinds(kinds)) return new(body, same.First(), kinds);
        }
        return null;
    }

    /// <summary>Several, and one of somebody's own: who asks whether an object can be disposed of, or is a text, asks what it is made of, not what it
    /// says.</summary>
    private static bool AreKinds(ImmutableArray<ITypeSymbol> kinds) => kinds.Length >= FewestKinds && kinds.Any(kind => !kind.IsFramework());

    /// <summary>A table of handlers, asked by the message's type or kind.</summary>
    private static Dispatch? ByTable(Body body, ImmutableHashSet<ITypeSymbol> content)
    {
        foreach (var operation in body.Operations)
        {
            var key = operation switch
            {
                IInvocationOperation { TargetMethod.Name: "TryGetValue", Instance: not null, Arguments: { Length: 2 } arguments } => arguments[0].Value.Plain(),
                IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments, Type: { } value }
                    when value.TypeKind == TypeKind.Delegate => arguments[0].Value.Plain(),
                _ => null,
            };
            if (key is null) continue;
            if (IsKindOf(key, content)
                || key is IInvocationOperation { TargetMethod.Name: nameof(GetType), Instance: { } message } && message.Plain().Type is { } type
                    && content.Contains(type))
                return new(body, operation, ImmutableArray<ITypeSymbol>.Empty);
        }
        return null;
    }

    /// <summary>Messages that know what they do to the actor that they are given.</summary>
    private static Dispatch? ByMessage(Body body, ITypeSymbol message)
    {
        if (!message.IsContract() || message.TypeKind == TypeKind.Delegate) return null;
        foreach (var call in body.Calls)
        {
            if (call.Target is not { IsAbstract: true } || !SymbolEqualityComparer.Default.Equals(call.Receiver?.Type, message)
                || !call.Arguments.Any(argument => argument is IInstanceReferenceOperation)) continue;
            var kinds = body.Type.Project.ImplementationsOf(message).Where(type => !type.IsAbstract).ToImmutableArray<ITypeSymbol>();
            if (kinds.Length >= FewestKinds) return new(body, call.Operation, kinds) { IsByMessage = true };
        }
        return null;
    }

    /// <summary>An enum that a message carries. What a message sets itself is its progress, not its kind.</summary>
    private static bool IsKindOf(IOperation value, ImmutableHashSet<ITypeSymbol> content) =>
        value is IMemberReferenceOperation { Instance: { } message, Type.TypeKind: TypeKind.Enum,
            Member: not IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: Accessibility.Private or Accessibility.Protected } } }
        && message.Plain().Type is { } type && content.Contains(type);

    private static IOperation? Choice(IOperation operation) => operation switch
    {
        ISwitchOperation choice => choice.Value,
        ISwitchExpressionOperation choice => choice.Value,
        _ => null,
    };

    private static IEnumerable<IOperation> Patterns(IOperation choice) => choice switch
    {
        ISwitchOperation statement => statement.Cases.SelectMany(section => section.Clauses).Select(Pattern).OfType<IOperation>(),
        ISwitchExpressionOperation expression => expression.Arms.Select(arm => arm.Pattern),
        _ => Enumerable.Empty<IOperation>(),
    };

    private static IOperation? Pattern(ICaseClauseOperation clause) => clause switch
    {
        IPatternCaseClauseOperation pattern => pattern.Pattern,
        ISingleValueCaseClauseOperation single => single.Value,
        _ => null,
    };

    private static ITypeSymbol? MatchedType(IOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.MatchedType,
        ITypePatternOperation type => type.MatchedType,
        IRecursivePatternOperation recursive => recursive.MatchedType,
        _ => null,
    };

    /// <summary>The message and what it wraps.</summary>
    private static ImmutableHashSet<ITypeSymbol> Content(ITypeSymbol message, ProjectFacts project)
    {
        var content = new List<ITypeSymbol> { message };
        if (message is INamedTypeSymbol { IsTupleType: true } tuple) content.AddRange(tuple.TupleElements.Select(element => element.Type));
        if (project.Of(message) is { } declared)
            content.AddRange(declared.Slots.Select(slot => slot.Type)
                .Where(type => type is { SpecialType: SpecialType.None or SpecialType.System_Object, TypeKind: not (TypeKind.Delegate or TypeKind.Enum) }));
        return content.ToImmutableHashSet<ITypeSymbol>(SymbolEqualityComparer.Default);
    }
}
