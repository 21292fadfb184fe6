using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.PluginArchitecture;

/// <summary>Reads how the bodies of a type use one of its collections.</summary>
internal sealed class RegistryReader(TypeFacts type, Slot slot, ITypeSymbol contract, ITypeSymbol? key)
{
    private static readonly Words FilingWords = new("ToDictionary", "ToImmutableDictionary", "ToFrozenDictionary");

    private readonly ImmutableArray<Registration>.Builder registrations = ImmutableArray.CreateBuilder<Registration>();
    private Supply supply = IsInitiallyInjected(type, slot) ? Supply.Injected : Supply.None;
    private IOperation? consumption, copy;
    private bool isMerged, makesMissing, isUsedUp;
    private readonly List<(Body Body, IOperation Operation)> removals = new();
    private IPropertySymbol? filedBy = FiledAtOnce(type, slot);

    public Registry? Read(ITypeSymbol value)
    {
        foreach (var body in type.AllBodies)
        {
            if (!body.Words.Has(slot.Name)) continue;
            foreach (var operation in body.Operations)
                if (SymbolEqualityComparer.Default.Equals(operation.Referenced(), slot.Symbol) && operation is not IConversionOperation) Use(operation, body);
            if (key is not null && Registry.IsMany(value)) ReadLists(body);
        }
        if (supply == Supply.None || (consumption ?? copy) is not { } use) return null;
        removals.RemoveAll(removal => registrations.Any(later => later.Body == removal.Body
            && later.Operation.Syntax.SpanStart > removal.Operation.Syntax.SpanStart));
        return new(slot, contract, key, value, supply, registrations.ToImmutable(), use, removals.Count > 0, IsPrefilled(), consumption is null)
        {
            IsTemporary = registrations.Count > 0 && registrations.All(registration => removals.Any(removal => removal.Body == registration.Body)),
            IsMerged = isMerged,
            MakesMissing = makesMissing,
            IsUsedUp = isUsedUp,
            FiledBy = filedBy,
        };
    }

    /// <summary>Where an entry is added to the list that the table has under a key.</summary>
    private void ReadLists(Body body)
    {
        foreach (var call in body.Calls)
            if (call is { Name: "Add", Receiver: { } list, Arguments: { Length: 1 } entry }
                && (list.Mentions(slot.Symbol) && list is not IMemberReferenceOperation { Member: IFieldSymbol }
                    || list.Referenced() is ILocalSymbol local && IsPrevious(local, body)))
                Write(call.Operation, body, byIndexer: false, null, entry);
    }

    private bool IsPrefilled() => slot.Symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax()
        switch
        {
            VariableDeclaratorSyntax { Initializer.Value: { } value } => Lists(value),
            PropertyDeclarationSyntax { Initializer.Value: { } value } => Lists(value),
            _ => false,
        });

    /// <summary>Entries in braces or brackets behind the creation, or in what it is given.</summary>
    private static bool Lists(ExpressionSyntax value) =>
        value is BaseObjectCreationExpressionSyntax creation && (creation.Initializer is { Expressions.Count: > 0 }
        || creation.ArgumentList?.Arguments.Any(argument => argument.Expression is ArrayCreationExpressionSyntax { Initializer.Expressions.Count: > 0 }
            or ImplicitArrayCreationExpressionSyntax { Initializer.Expressions.Count: > 0 } or CollectionExpressionSyntax { Elements.Count: > 0 }
            or BaseObjectCreationExpressionSyntax { Initializer.Expressions.Count: > 0 }) is true);

    private void Use(IOperation reference, Body body)
    {
        var site = Outward(reference);
        switch (site)
        {
            case IPropertyReferenceOperation { Property.IsIndexer: true } indexer
                when indexer.Parent is ISimpleAssignmentOperation assignment && assignment.Target == indexer:
                Write(assignment, body, byIndexer: true, indexer.Arguments[0].Value, assignment.Value);
                break;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: > 0 } arguments } indexer:
                if (!IsSpelledOut(arguments[0].Value)) consumption ??= indexer;
                break;
            case IPropertyReferenceOperation { Property.Name: "Values" } values:
                Consumed(values);
                break;
            case IInvocationOperation invocation:
                Called(invocation, body);
                break;
            case ISimpleAssignmentOperation assignment when assignment.Target.Plain() == reference && body.IsConstructor && IsInjected(assignment.Value):
                supply = supply == Supply.None ? Supply.Injected : supply;
                filedBy ??= FiledBy(assignment.Value);
                break;
            case IForEachLoopOperation or IArrayElementReferenceOperation:
                consumption ??= site;
                break;
        }
    }

    private void Called(IInvocationOperation invocation, Body body)
    {
        var arguments = Call.From(invocation)!.Value.Arguments;
        switch (invocation.TargetMethod.Name)
        {
            case "Add" or "TryAdd" or "Insert" or "Push" or "Enqueue" or "AddLast" or "AddFirst" or "SetItem" or "AddOrUpdate" or "AddRange"
                when arguments.Length > 0:
                Write(invocation, body, byIndexer: invocation.TargetMethod.Name == "SetItem", key is null ? null : arguments[0],
                    key is null ? arguments : arguments.RemoveAt(0));
                break;
            case "Remove" or "TryRemove" or "RemoveAt" or "RemoveAll" or "Dequeue" or "Pop" or "TryPop" or "TryDequeue" or "TryTake":
                removals.Add((body, invocation));
                break;
            case "GetOrAdd" when arguments.Length > 1:
                makesMissing |= IsAskedFor(arguments[0], body);
                break;
            case "Clear":
                isUsedUp |= invocation.Ancestors()
                    .Any(outer => outer is ITryOperation attempt && attempt.Finally?.Syntax.Span.Contains(invocation.Syntax.Span) is true);
                break;
            case "TryGetValue" or "GetValueOrDefault" when arguments.Length > 0 && IsSpelledOut(arguments[0]):
            case "ContainsKey" or "Contains" or "GetOrAdd" or "Count" or "EnsureCapacity" or "CopyTo" or "ToString":
                break;
            default:
                Consumed(invocation);
                break;
        }
    }

    /// <summary>Who looks up the names that it spells out finds none that others chose.</summary>
    private static bool IsSpelledOut(IOperation keyed) => keyed.ConstantValue.HasValue;

    /// <summary>True for a key that a caller asks with who brings nothing that could be kept and gets an entry.</summary>
    private bool IsAskedFor(IOperation keyed, Body body) =>
        keyed.Contains(operation => operation is IParameterReferenceOperation { Parameter: var given }
            && body.Method.Parameters.Contains(given, SymbolEqualityComparer.Default))
        && (body.Method.ReturnType.Awaited() is var answer && answer.Is(contract as INamedTypeSymbol) || Registry.IsOf(PluginContract.Of(answer), contract))
        && !body.Method.IsGenericMethod
        && !body.Method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate || Registry.IsOf(PluginContract.Of(parameter.Type), contract));

    private bool LooksUp(Body body) =>
        body.Calls.Any(call => call.Name is "TryGetValue" or "ContainsKey" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol));

    private void Consumed(IOperation use)
    {
        if (IsCopy(use)) copy ??= use;
        else consumption ??= use;
    }

    /// <summary>True for entries that are copied, and the copy returned or given to a new object.</summary>
    private static bool IsCopy(IOperation use)
    {
        if ((use is IPropertyReferenceOperation ? Outward(use)
            : use) is not IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" or "ToImmutableArray" or "ToImmutableList" } copying) return false;
        var outer = copying.Parent;
        while (outer is IConversionOperation) outer = outer.Parent;
        return outer is IReturnOperation or IArgumentOperation { Parent: IObjectCreationOperation };
    }

    private void Write(IOperation operation, Body body, bool byIndexer, IOperation? keyed, IOperation value) =>
        Write(operation, body, byIndexer, keyed, ImmutableArray.Create(value));

    private void Write(IOperation operation, Body body, bool byIndexer, IOperation? keyed, ImmutableArray<IOperation> values)
    {
        if (keyed is not null && IsAskedFor(keyed, body) && LooksUp(body))
        {
            makesMissing = true;
            return;
        }
        if (!values.Any(IsSupplied) || AnswersAnother(body)) return;
        isMerged |= values.Any(value => IsMerge(value, body));
        if (body.IsConstructor)
        {
            if (values.Any(value => value.Contains(inner => inner is ILocalReferenceOperation)) || values.Any(IsInjected))
            {
                supply = supply == Supply.None ? Supply.Injected : supply;
                filedBy ??= keyed?.Plain() is IPropertyReferenceOperation { Property: var name } ? name : null;
            }
            return;
        }
        if (!body.IsOpen && !type.AllBodies.Any(caller => caller.IsOpen && caller.Words.Has(body.Name) && Calls(caller, body))) return;
        supply = Supply.Registered;
        registrations.Add(new(operation, body, byIndexer, keyed));
    }

    /// <summary>True for a member that changes nothing: what it is given is in another object of the type, with which it answers.</summary>
    private bool AnswersAnother(Body body) => !body.IsConstructor && SymbolEqualityComparer.Default.Equals(body.Method.ReturnType, type.Symbol)
        && body.Of<IReturnOperation>().Any(answer => answer.ReturnedValue?.Plain() is IObjectCreationOperation);

    /// <summary>True for the answer of somebody who gets the entry that the key had; an object that is made around it is a link of a chain.</summary>
    private bool IsMerge(IOperation value, Body body) => value.Plain() is IInvocationOperation && value.Contains(operation =>
        operation.Referenced() is { } given
        && (SymbolEqualityComparer.Default.Equals(given, slot.Symbol) || given is ILocalSymbol local && IsPrevious(local, body)));

    private bool IsPrevious(ILocalSymbol local, Body body) => body.Words.Has("TryGetValue") && body.Calls.Any(call =>
        call.Name == "TryGetValue" && SymbolEqualityComparer.Default.Equals(call.ReceiverSymbol, slot.Symbol)
        && call.Arguments.Any(argument => argument.Mentions(local)));

    private static bool Calls(Body caller, Body callee)
    {
        foreach (var (call, body) in caller.Callees)
            if (body == callee && call.Arguments.Any(IsSupplied)) return true;
        return false;
    }

    /// <summary>True for a value that the caller chose: a parameter, an item of one, or a product of the caller's type argument.</summary>
    private static bool IsSupplied(IOperation value) => value.Contains(inner => inner switch
    {
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction }, Type: var type } } =>
            Carries(type),
        ILocalReferenceOperation { Local: var local } => IsLoopVariable(inner, local),
        ITypeParameterObjectCreationOperation => true,
        IInvocationOperation { TargetMethod: { IsGenericMethod: true, TypeArguments: var arguments } } =>
            arguments.Any(argument => argument.TypeKind == TypeKind.TypeParameter),
        _ => false,
    });

    private static bool Carries(ITypeSymbol type) => PluginContract.Of(type) is not null;

    private static bool IsLoopVariable(IOperation reference, ILocalSymbol local) =>
        Carries(local.Type)
        && reference.Ancestors().OfType<IForEachLoopOperation>()
            .Any(loop => loop.Locals.Contains(local, SymbolEqualityComparer.Default) && IsSupplied(loop.Collection));

    private static bool IsInjected(IOperation value) => value.Contains(inner =>
        inner is IParameterReferenceOperation { Parameter: { Type: var type, ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } }
        && !PluginContract.IsOwn(type) && type.DelegateSignature() is null && Carries(type));

    /// <summary>A captured constructor parameter, or a field whose initialiser uses one.</summary>
    private static bool IsInitiallyInjected(TypeFacts type, Slot slot)
    {
        if (slot.Symbol is IParameterSymbol) return true;
        foreach (var reference in slot.Symbol.DeclaringSyntaxReferences)
            if (reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value } && Names(value).Any(name =>
                type.Slots.Any(other => other.Symbol is IParameterSymbol parameter && parameter.Name == name && Carries(parameter.Type)))) return true;
        return false;
    }

    /// <summary>What the declaration of a slot files the entries by that it is given.</summary>
    private static IPropertySymbol? FiledAtOnce(TypeFacts type, Slot slot) =>
        Initializers.MayName(slot.Symbol, FilingWords) && Initializers.ValueOf(slot.Symbol, type.Project) is { } value ? FiledBy(value) : null;

    /// <summary>The property of <c>all.ToDictionary(one => one.Name)</c>.</summary>
    private static IPropertySymbol? FiledBy(IOperation value) => value.SelfAndDescendants().OfType<IInvocationOperation>()
        .Where(call => FilingWords.Contains(call.TargetMethod.Name) && call.Arguments.Length > 1)
        .Select(call => call.Arguments[1].Value.SelfAndDescendants().OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue?.Plain())
        .OfType<IPropertyReferenceOperation>().FirstOrDefault(property => property.Instance is IParameterReferenceOperation)?.Property;

    private static IEnumerable<string> Names(SyntaxNode expression) =>
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText);

    /// <summary>What is done with a reference: the member, the call or the assignment around it.</summary>
    private static IOperation? Outward(IOperation reference)
    {
        var outer = reference.Parent;
        while (outer is IConversionOperation or IParenthesizedOperation) outer = outer.Parent;
        if (outer is IConditionalAccessOperation access) return access.WhenNotNull;
        if (outer is not IArgumentOperation argument) return outer;
        return argument.Parent is IInvocationOperation { TargetMethod.IsExtensionMethod: true } extension && extension.Arguments[0] == argument ? extension
            : outer;
    }
}
