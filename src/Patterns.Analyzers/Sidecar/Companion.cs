using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.Sidecar;

/// <summary>A container or executable that is added to a deployment model for a service of it.</summary>
/// <param name="Body">The body that adds it.</param>
/// <param name="Creation">The new container or executable.</param>
/// <param name="Addition">Where it joins the model.</param>
/// <param name="Service">The service that it is made for.</param>
internal sealed record Companion(Body Body, IOperation Creation, IOperation Addition, ISymbol Service)
{
    private const string SharedProcesses = "ShareProcessNamespace";
    private const string NetworkMode = "NetworkMode";

    /// <summary>What is run.</summary>
    private static readonly string[] Programs = ["Image", "ImageName", "Executable"];

    /// <summary>With what it is run.</summary>
    private static readonly string[] Ways =
        ["Args", "Arguments", "Command", "Env", "Environment", "EnvironmentVariables", "Ports", "Bindings", "Volumes", "VolumeMounts", "Mounts"];

    private static readonly Words ProgramWords = new(Programs);
    private static readonly Words Namespaces = new(SharedProcesses, NetworkMode);
    private static readonly Words Adding = new("Add", "Insert", "AddRange");

    public static bool MayBeIn(TypeFacts type) => type.Words.HasAny(Namespaces) || type.Words.HasAny(Adding) && type.Words.HasAny(Models(type.Project));

    /// <summary>Where a container is set to share a namespace with another; null where none is.</summary>
    public static (Body Body, IOperation Place)? Sharing(TypeFacts type)
    {
        if (!type.Words.HasAny(Namespaces)) return null;
        foreach (var body in type.Bodies)
            if (body.Words.HasAny(Namespaces) && body.Operations.FirstOrDefault(IsSharing) is { } place) return (body, place);
        return null;
    }

    /// <summary>The first such container in the code of a type, or null.</summary>
    public static Companion? In(TypeFacts type)
    {
        foreach (var body in type.Bodies)
        {
            if (!body.Words.HasAny(Adding) || !body.Words.HasAny(Models(type.Project))) continue;
            foreach (var operation in body.Operations)
                if (operation is IObjectCreationOperation { Type: { } made } creation && IsModel(made) && Of(creation, body) is { } companion) return companion;
        }
        return null;
    }

    private static Companion? Of(IObjectCreationOperation creation, Body body)
    {
        foreach (var service in ServicesOf(body))
        {
            if (!creation.Contains(operation => operation is IMemberReferenceOperation { Instance: { } holder }
                && SymbolEqualityComparer.Default.Equals(holder.Referenced(), service))) continue;
            foreach (var operation in body.Operations)
                if (operation is IInvocationOperation { TargetMethod.Name: "Add" or "Insert", Instance: { } list } add
                    && add.Arguments.Any(argument => IsOrHolds(argument.Value, creation, body)) && (list.Mentions(service) || IsNamedAfter(creation, service)))
                    return new(body, creation, add, service);
        }
        return null;
    }

    /// <summary>What a loop over services brings, or what the caller gives, if it is a model of a service itself.</summary>
    private static IEnumerable<ISymbol> ServicesOf(Body body) => body.Of<IForEachLoopOperation>().SelectMany(loop => loop.Locals.Cast<ISymbol>())
        .Concat(body.Method.Parameters.Where(parameter => parameter.Type.TypeKind is TypeKind.Class or TypeKind.Interface
            && parameter.Type.SpecialType == SpecialType.None));

    private static bool IsOrHolds(IOperation argument, IOperation creation, Body body) => argument.Plain() == creation
        || argument.Referenced() is ILocalSymbol local && Settings.AssignedTo(local, body).Any(value => value.Plain() == creation);

    /// <summary>The first argument is a text that joins a member of the service with something else.</summary>
    private static bool IsNamedAfter(IObjectCreationOperation creation, ISymbol service) => creation.Contains(operation =>
        operation is IInterpolatedStringOperation { Parts.Length: > 1 } text
        && operation.Parent is IArgumentOperation or ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Name" } }
        && text.Mentions(service));

    private static bool IsSharing(IOperation operation) =>
        operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: var name }, Value: var value }
        && (name == SharedProcesses && value.Plain().IsConstant(true)
            || name == NetworkMode && OwnMachine.TextOf(value.Plain(), new()).StartsWith("container:", StringComparison.Ordinal));

    private static Words Models(ProjectFacts project) => project.GetOrAdd(typeof(Companion), () => new SharedScan<string, Words>(
        project,
        type => type.Symbol.TypeKind == TypeKind.Class && type.Words.HasAny(ProgramWords) && IsModel(type.Symbol) ? type.Symbol.Name : null,
        names => new(names.Append("V1Container").ToArray()))).Result;

    /// <summary>A class that says what is run and with what, under a name.</summary>
    private static bool IsModel(ITypeSymbol type)
    {
        var members = new HashSet<string>(type.SelfAndBases().SelectMany(self => self.GetMembers()).OfType<IPropertySymbol>()
            .Select(property => property.Name));
        return members.Contains("Name") && Programs.Any(members.Contains) && Ways.Any(members.Contains);
    }
}
