using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Reactor;

/// <summary>Uses of event loops that a framework brings: held or derived from, and run or registered with. A loop that is only passed on is somebody
/// else's.</summary>
internal static class LoopMark
{
    private static readonly ImmutableHashSet<string> Groups = ImmutableHashSet.Create(
        "DotNetty.Transport.Channels.IEventLoopGroup", "DotNetty.Transport.Channels.MultithreadEventLoopGroup",
        "DotNetty.Transport.Channels.SingleThreadEventLoop",
        "DotNetty.Common.Concurrency.SingleThreadEventExecutor");

    private static readonly ImmutableHashSet<string> Loops = ImmutableHashSet.Create("NetMQ.NetMQPoller", "NetMQ.INetMQPoller",
        "Avalonia.Threading.IControlledDispatcherImpl");

    private static readonly ILookup<string, string> Namespaces = Groups.Concat(Loops).ToLookup(name => name.Substring(name.LastIndexOf('.') + 1),
        name => name.Substring(0, name.LastIndexOf('.')));

    private static readonly Words Names = new(Groups.Concat(Loops).Select(name => name.Substring(name.LastIndexOf('.') + 1)).ToArray());

    private static readonly string[] Uses = ["Run", "RunAsync", "Add", "Group", "Register", "RegisterAsync", "GetNext"];

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Names);

    /// <summary>True for a group of loops, of which one accepts and the others work.</summary>
    public static bool IsGroup(ITypeSymbol type) =>
        Namespaces.Contains(type.Name) && Namespaces[type.Name].Any(space => Groups.Contains(space + "." + type.Name));

    /// <summary>True for a type that is many loops: a group, and no loop that is a group of one.</summary>
    public static bool IsMany(INamedTypeSymbol type, ITypeSymbol mark) =>
        mark.Name.EndsWith("Group", StringComparison.Ordinal) && !type.AllInterfaces.Any(contract => contract.Name == "IEventLoop");

    /// <summary>Where a type uses a framework's loop, and the loop's type; without a place where it is one by derivation. Null where it uses none.</summary>
    public static (LoopUse? Use, ITypeSymbol Loop)? In(TypeFacts type)
    {
        if (Is(type.Symbol, type)) return null;
        if (Kind(type) is { } kind) return (null, kind);
        var uses = UsesIn(type).OrderBy(use => use.Kind).ToList();
        return uses.Count == 0 ? null : (uses[0] with { IsHost = uses.Exists(use => use.Kind != LoopUseKind.Registers) }, uses[0].Loop);
    }

    private static IEnumerable<LoopUse> UsesIn(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Names) && !type.Slots.Any(slot => Is(slot.Type, type) && body.Words.Has(slot.Name))) continue;
            foreach (var operation in body.Operations)
            {
                if (operation is IObjectCreationOperation { Type: { } made } && Is(made, type)) yield return new(LoopUseKind.Makes, body, operation, made);
                if (Call.From(operation) is { Receiver.Type: { } receiver } call && Is(receiver, type) && Array.IndexOf(Uses, call.Name) >= 0
                    && call.ReceiverSymbol is IFieldSymbol or IPropertySymbol)
                    yield return new(call.Name is "Run" or "RunAsync" ? LoopUseKind.Runs : LoopUseKind.Registers, body, operation, receiver);
            }
            if (Unresolved(body, type) is var (creation, name)) yield return new(LoopUseKind.Makes, body, creation, name);
        }
    }

    /// <summary>The framework's loop that a type derives from or implements. A contract that derives from one is none yet.</summary>
    private static ITypeSymbol? Kind(TypeFacts type) => type.Symbol.IsAbstract ? null
        : type.Symbol.SelfAndBases().Skip(1).Concat(type.Symbol.AllInterfaces)
            .FirstOrDefault(contract =>
                (contract.TypeKind == TypeKind.Error || !SymbolEqualityComparer.Default.Equals(contract.ContainingAssembly, type.Symbol.ContainingAssembly))
                && Is(contract, type));

    private static (IOperation, ITypeSymbol)? Unresolved(Body body, TypeFacts type)
    {
        foreach (var operation in body.Operations)
            if (operation is IInvalidOperation { Type: { TypeKind: TypeKind.Error } missing,
                Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax } && Is(missing, type)) return (operation, missing);
        return null;
    }

    private static bool Is(ITypeSymbol type, TypeFacts user) => Namespaces.Contains(type.Name)
        && (type.TypeKind == TypeKind.Error ? Namespaces[type.Name].Any(user.SeesNamespace)
            : type is INamedTypeSymbol named && (Groups.Contains(named.FullMetadataName()) || Loops.Contains(named.FullMetadataName())));
}

/// <summary>What a type does with a framework's loop, the clearest first.</summary>
internal enum LoopUseKind
{
    /// <summary>It runs the loop.</summary>
    Runs,

    /// <summary>It registers handlers or connections with it.</summary>
    Registers,

    /// <summary>It makes it.</summary>
    Makes,
}

/// <summary>A place where a type uses a framework's loop.</summary>
/// <param name="Kind">What it does there.</param>
/// <param name="Body">The body.</param>
/// <param name="Operation">The place.</param>
/// <param name="Loop">The loop's type.</param>
internal sealed record LoopUse(LoopUseKind Kind, Body Body, IOperation Operation, ITypeSymbol Loop)
{
    /// <summary>True for a type that makes or runs the loop, here or elsewhere: others are given it.</summary>
    public bool IsHost { get; init; }
}
