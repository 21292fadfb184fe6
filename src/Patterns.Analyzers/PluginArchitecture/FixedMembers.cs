using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Whether the members of a collection are all named where its holder is made: a composite of the project's own parts, which nobody extends.</summary>
internal static class FixedMembers
{
    /// <summary>True when the project makes such objects, and each time lists new members of the contract in the source.</summary>
    public static bool Are(TypeFacts type, ITypeSymbol contract)
    {
        var known = false;
        foreach (var constructor in type.Symbol.InstanceConstructors)
            foreach (var parameter in constructor.Parameters)
                if (Holds(parameter, contract) && AreAt(parameter, type, new(SymbolEqualityComparer.Default)) is { } answer)
                {
                    if (!answer) return false;
                    known = true;
                }
        return known;
    }

    /// <summary>True when the project calls a member, and each time passes an object of the contract that it has just made.</summary>
    public static bool ArePassed(Body taker, ITypeSymbol contract)
    {
        if (taker.Method.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, contract)) is not { } taken) return false;
        var passed = taker.Type.Project.Declared.Where(user => user.Words.Has(taker.Name)).SelectMany(user => user.Bodies)
            .Where(body => body.Words.Has(taker.Name))
            .SelectMany(body =>
                body.Calls.Where(call => call.Target is { } target && OwnCalls.IsOf(target, taker))
                    .Select(call => call.Arguments.Length > taken.Ordinal && IsMade(call.Arguments[taken.Ordinal], body))).ToList();
        return passed.Count > 0 && passed.All(made => made);
    }

    private static bool Holds(IParameterSymbol parameter, ITypeSymbol contract) =>
        !PluginContract.IsOwn(parameter.Type)
        && SymbolEqualityComparer.Default.Equals(PluginContract.Of(parameter.Type)?.OriginalDefinition, contract.OriginalDefinition);

    /// <summary>Whether all that the project passes for a parameter is listed; null where it passes nothing.</summary>
    private static bool? AreAt(IParameterSymbol parameter, TypeFacts type, HashSet<ISymbol> asked)
    {
        if (!asked.Add(parameter)) return null;
        bool? answer = null;
        foreach (var user in type.Project.Declared)
        {
            if (!user.Words.Has(type.Symbol.Name)) continue;
            foreach (var body in user.Bodies)
            {
                if (user != type && !body.Words.Has(type.Symbol.Name)) continue;
                foreach (var value in body.Operations.OfType<IArgumentOperation>()
                    .Where(argument => SymbolEqualityComparer.Default.Equals(argument.Parameter?.OriginalDefinition, parameter))
                    .Select(argument => argument.Value))
                {
                    var here = IsListed(value, body) ? true
                        : value.Plain() is IParameterReferenceOperation { Parameter: var outer } && user == type ? AreAt(outer, type, asked) : false;
                    if (here == false) return false;
                    answer ??= here;
                }
            }
        }
        return answer;
    }

    private static bool IsListed(IOperation value, Body body) => value.Plain() switch
    {
        IArrayCreationOperation { Initializer.ElementValues: { Length: > 0 } elements } => elements.All(element => element.Plain() is IObjectCreationOperation),
        IObjectCreationOperation { Initializer.Initializers: { Length: > 0 } entries } =>
            entries.All(entry => Call.From(entry) is { Arguments: { Length: 1 } only } && only[0] is IObjectCreationOperation),
        ILocalReferenceOperation { Local: var local } =>
            body.DeclaredValue(local) is { } declared && declared.Plain() is not ILocalReferenceOperation
            && (IsListed(declared, body) || IsFilled(local, declared, body)),
        var other => other.Syntax is CollectionExpressionSyntax { Elements: { Count: > 0 } elements }
            && elements.All(element => element is ExpressionElementSyntax { Expression: BaseObjectCreationExpressionSyntax }),
    };

    /// <summary>True for a new list to which new objects are added one by one, and nothing else.</summary>
    private static bool IsFilled(ILocalSymbol local, IOperation declared, Body body)
    {
        if (declared.Plain() is not IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null }) return false;
        var told = body.Calls.Where(call => SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, local)).ToList();
        return told.Count > 0 && told.All(call => call is { Name: "Add", Arguments: { Length: 1 } only } && IsMade(only[0], body));
    }

    /// <summary>True for an object that the body makes itself.</summary>
    private static bool IsMade(IOperation value, Body body) => value.Plain() switch
    {
        IObjectCreationOperation => true,
        ILocalReferenceOperation { Local: var local } => body.DeclaredValue(local)?.Plain() is IObjectCreationOperation,
        _ => false,
    };
}
