using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Which names of a body carry the same data.</summary>
internal sealed class DataFlow(Body body)
{
    private readonly Dictionary<ISymbol, ImmutableHashSet<ISymbol>> sources = Sources(body);

    /// <summary>True when two operations are about the same parameter, local or field.</summary>
    public bool Share(IOperation first, IOperation second) => Carried(Named(first)).Overlaps(Carried(Named(second)));

    /// <summary>True when some of the first values and some of the second are about the same parameter, local or field.</summary>
    public bool Share(IEnumerable<IOperation> first, IEnumerable<IOperation> second) =>
        Carried(first.SelectMany(Named)).Overlaps(Carried(second.SelectMany(Named)));

    /// <summary>The same, but for what a key names, and what that was made of.</summary>
    public bool ShareBeside(IOperation key, IEnumerable<IOperation> first, IEnumerable<IOperation> second)
    {
        var shared = Carried(first.SelectMany(Named));
        shared.IntersectWith(Carried(second.SelectMany(Named)));
        shared.ExceptWith(Carried(Named(key)));
        return shared.Count > 0;
    }

    private HashSet<ISymbol> Carried(IEnumerable<ISymbol> named)
    {
        var carried = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var pending = new Stack<ISymbol>(named);
        while (pending.Count > 0)
        {
            var symbol = pending.Pop();
            if (!carried.Add(symbol) || !sources.TryGetValue(symbol, out var more)) continue;
            foreach (var source in more) pending.Push(source);
        }
        return carried;
    }

    /// <summary>The parameters, locals and identifying fields that an operation's values name; not what it is called on, nor what is only counted.</summary>
    private static IEnumerable<ISymbol> Named(IOperation operation)
    {
        var values = operation switch
        {
            _ when Call.From(operation) is { } call =>
                call.Arguments.Concat(call.Receiver is { } receiver && !receiver.IsOwnMember() ? new[] { receiver } : Array.Empty<IOperation>()),
            _ when operation.Assigned() is { } assigned => new[] { assigned.Value, assigned.Target }.OfType<IOperation>(),
            _ => new[] { operation },
        };
        foreach (var inner in values.SelectMany(value => value.SelfAndDescendants()))
        {
            if (inner.Parent is IPropertyReferenceOperation { Property: { Name: "Length" or "Count", ContainingType: var counted } } && counted.IsFramework())
                continue;
            if (inner is IParameterReferenceOperation { Parameter: { Type.Name: not "CancellationToken" } parameter }) yield return parameter;
            else if (inner is ILocalReferenceOperation local) yield return local.Local;
            else if (inner is IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { IsConst: false, IsReadOnly: true } field }
                && field.Type.IsValueType) yield return field;
        }
    }

    private static Dictionary<ISymbol, ImmutableHashSet<ISymbol>> Sources(Body body)
    {
        var sources = new Dictionary<ISymbol, ImmutableHashSet<ISymbol>>(SymbolEqualityComparer.Default);
        foreach (var operation in body.Operations)
        {
            if (operation is IVariableDeclaratorOperation { Symbol: { } local } declarator && declarator.GetVariableInitializer() is { } initializer)
                sources[local] = Names(initializer.Value);
            if (operation is IForEachLoopOperation loop)
                foreach (var item in loop.Locals) sources[item] = Names(loop.Collection);
        }
        return sources;
    }

    private static ImmutableHashSet<ISymbol> Names(IOperation value) => Named(value).ToImmutableHashSet<ISymbol>(SymbolEqualityComparer.Default);
}
