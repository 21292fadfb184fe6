using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Patterns.Analyzers.Recognition;

namespace Patterns.Analyzers.WriteAheadLog;

/// <summary>Where the bytes of a stream, reader or writer go to or come from.</summary>
internal enum StreamOrigin
{
    Unknown,

    /// <summary>Memory: serialisation, not storage.</summary>
    Memory,

    /// <summary>A file opened to be written anew: a dump.</summary>
    Created,

    /// <summary>A file opened where it is, to be read or overwritten.</summary>
    Opened,

    /// <summary>A file opened at its end.</summary>
    Appended,

    /// <summary>A parameter of the method.</summary>
    Passed,

    /// <summary>Something that the type holds.</summary>
    Held,
}

/// <summary>The origin of a stream, reader or writer.</summary>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Symbol">The slot or parameter for <see cref="StreamOrigin.Held"/> and <see cref="StreamOrigin.Passed"/>.</param>
internal readonly record struct StreamSource(StreamOrigin Origin, ISymbol? Symbol = null)
{
    private const int LongestChain = 8;

    private static readonly string[] FlushNames = ["Flush", "FlushAsync", "Fsync", "FsyncAsync", "Sync", "SyncAsync"];

    private static readonly string[] Ways = ["", "Async", "At", "AtAsync", "Bytes", "BytesAsync"];

    private static readonly string[] CutNames = ["SetLength", "SetLengthAsync", "Truncate", "TruncateAsync"];

    /// <summary>True when a write to it is a write to storage that outlives the method.</summary>
    public bool IsStorage => Origin is StreamOrigin.Held or StreamOrigin.Appended;

    /// <summary>True for a framework stream, reader, writer or file handle, unless it is known to live in memory.</summary>
    public static bool IsStream(ITypeSymbol? type, KnownTypes known)
    {
        if (type is null || IsMemory(type)) return false;
        for (var self = type as INamedTypeSymbol; self is not null; self = self.BaseType)
            if (MetadataName(self) is { } name && SymbolEqualityComparer.Default.Equals(self, known[name])) return true;
        return IsStreamLike(type) || IsPositioned(type) || OwnStreams.Are(type)
            || type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => IsStream(constraint, known));
    }

    /// <summary>True for the name of a member that makes a file shorter.</summary>
    public static bool IsCut(string name) => Array.IndexOf(CutNames, name) >= 0;

    private static string? MetadataName(INamedTypeSymbol type) => type.Name switch
    {
        "Stream" => "System.IO.Stream",
        "BinaryWriter" => "System.IO.BinaryWriter",
        "TextWriter" => "System.IO.TextWriter",
        "BinaryReader" => "System.IO.BinaryReader",
        "TextReader" => "System.IO.TextReader",
        "SafeFileHandle" => "Microsoft.Win32.SafeHandles.SafeFileHandle",
        _ => null,
    };

    /// <summary>True for a contract of the user's own that stands for a stream, so that files can be exchanged in tests: it has the members that make a stream
    /// one.</summary>
    public static bool IsStreamLike(ITypeSymbol type) => type.TypeKind is TypeKind.Interface or TypeKind.Class && !type.IsFramework()
        && TakesBytes(type, "Write") && TakesBytes(type, "Read") && type.GetMembers("Seek").Length > 0 && type.GetMembers("Flush").Length > 0;

    /// <summary>True for a contract of the user's own that stands for a file which is read and written at a position: bytes go in and out at a place that is
    /// named, and it has a length and a flush.</summary>
    public static bool IsPositioned(ITypeSymbol? type) => type is { TypeKind: TypeKind.Interface or TypeKind.Class } && !type.IsFramework()
        && (type.GetMembers("SetLength").Length > 0 && type.GetMembers("Length").Length > 0 && type.GetMembers("Flush").Length > 0
            && TakesPlacedBytes(type, "Write") && TakesPlacedBytes(type, "Read") || IsFileLike(type));

    /// <summary>The same without a fixed vocabulary: it can be made shorter, tells its size, is flushed, takes bytes in and gives bytes out from a
    /// position on.</summary>
    private static bool IsFileLike(ITypeSymbol type)
    {
        if (!FlushNames.Any(name => type.GetMembers(name).Length > 0) || !CutNames.Any(name => type.GetMembers(name).Length > 0)) return false;
        var methods = type.GetMembers().OfType<IMethodSymbol>().ToList();
        return methods.Any(method => IsWide(method.ReturnType.Awaited()) && method.Parameters.IsEmpty)
            && methods.Any(method => IsOf(method, "Write") && TakesOnlyBytes(method) && method.Parameters.Any(parameter => IsBytes(parameter.Type)))
            && methods.Any(method => IsOf(method, "Read") && TakesOnlyBytes(method) && method.Parameters.Any(parameter => IsWide(parameter.Type))
                && GivesBytes(method));
    }

    private static bool IsOf(IMethodSymbol method, string verb) => method.Name.StartsWith(verb, StringComparison.Ordinal)
        && Array.IndexOf(Ways, method.Name.Substring(verb.Length)) >= 0;

    /// <summary>Bytes, where they lie, and how many they are: nothing that would tell one record from another.</summary>
    public static bool TakesOnlyBytes(IMethodSymbol method) => method.Parameters.All(parameter => IsBytes(parameter.Type)
        || parameter.Type is { SpecialType: SpecialType.System_Int64 or SpecialType.System_Int32 } or { Name: "CancellationToken" });

    /// <summary>Bytes are had by it: into what is handed in, or so many as are asked for.</summary>
    public static bool GivesBytes(IMethodSymbol method) => method.Parameters.Any(parameter => IsBytes(parameter.Type))
        || IsBytes(method.ReturnType.Awaited()) && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Int32);

    public static bool IsBytes(ITypeSymbol type) => type.ElementType()?.SpecialType == SpecialType.System_Byte;

    private static bool IsWide(ITypeSymbol type) => type.SpecialType == SpecialType.System_Int64;

    private static bool TakesPlacedBytes(ITypeSymbol type, string verb) => type.GetMembers().OfType<IMethodSymbol>().Any(method =>
        method.Name.StartsWith(verb, StringComparison.Ordinal)
        && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_Int64)
        && method.Parameters.Any(parameter => parameter.Type.ElementType()?.SpecialType == SpecialType.System_Byte));

    private static bool TakesBytes(ITypeSymbol type, string name)
    {
        foreach (var member in type.GetMembers(name))
            if (member is IMethodSymbol { Parameters: { Length: > 0 } parameters } && parameters[0].Type.ElementType()?.SpecialType == SpecialType.System_Byte)
                return true;
        return false;
    }

    /// <summary>Follows an expression through locals, wrappers and property chains to where the stream was opened or is held.</summary>
    public static StreamSource Of(IOperation expression, Body body) => Of(expression, body, LongestChain);

    /// <summary>What an enumeration member such as <c>FileMode.Append</c> says about a file.</summary>
    public static StreamOrigin? OfMode(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { ContainingType: { Name: "FileMode", ContainingNamespace.Name: "IO" }, Name: var mode } } => mode switch
        {
            "Append" => StreamOrigin.Appended,
            "Create" or "CreateNew" or "Truncate" => StreamOrigin.Created,
            _ => StreamOrigin.Opened,
        },
        _ => null,
    };

    private static bool IsMemory(ITypeSymbol type) => type.Name is "MemoryStream" or "StringWriter" or "StringReader" or "NetworkStream";

    private static StreamSource Of(IOperation expression, Body body, int left)
    {
        if (left == 0) return default;
        var plain = expression.Plain();
        switch (plain)
        {
            case IConditionalAccessInstanceOperation instance when instance.ConditionalReceiver() is { } receiver:
                return Of(receiver, body, left - 1);
            case ILocalReferenceOperation { Local: var local }:
                return InitialValue(local, body) is { } value ? Of(value, body, left - 1) : default;
            case IParameterReferenceOperation { Parameter: var parameter }:
                return parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor }
                    && !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method)
                    ? new(StreamOrigin.Held, parameter)
                    : new(StreamOrigin.Passed, parameter);
            case IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation } member:
                return member.Member is IPropertySymbol { GetMethod: { } getter } && HandedOut(getter, body, left) is { Origin: StreamOrigin.Held } behind
                    ? behind : HeldAs(member, body);
            case IMemberReferenceOperation { Instance: { } owner }:
                return Of(owner, body, left - 1);
            case ICoalesceOperation coalesce:
                return Of(coalesce.Value, body, left - 1);
            case IAssignmentOperation assignment:
                return Of(assignment.Target, body, left - 1);
            case IConditionalAccessOperation access:
                return Of(access.Operation, body, left - 1);
            case IObjectCreationOperation creation:
                return Created(creation, body, left);
            case IInvocationOperation invocation:
                return Returned(invocation, body, left);
            default:
                return default;
        }
    }

    private static StreamSource HeldAs(IMemberReferenceOperation member, Body body)
    {
        var type = member.Member switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, _ => null };
        return type is null || IsMemory(type) || IsMadeOfNothing(member.Member, type, body.Type.Project) ? new(StreamOrigin.Memory)
            : new(StreamOrigin.Held, member.Member);
    }

    /// <summary>True for what is made once, of nothing, by a class out of sight or one with a buffer in memory: it was told no file, so that it writes to a
    /// buffer of its own.</summary>
    private static bool IsMadeOfNothing(ISymbol member, ITypeSymbol type, ProjectFacts project) =>
        (project.Of(type) is not { } own || own.AllSlots.Any(slot => IsMemory(slot.Type)))
        && member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null }
        && Initializers.Syntax(member)?.Value is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: null };

    private static StreamSource Created(IObjectCreationOperation creation, Body body, int left)
    {
        if (creation.Type is { } type && IsMemory(type)) return new(StreamOrigin.Memory);
        foreach (var argument in creation.Arguments)
            if (OfMode(argument.Value.Plain()) is { } mode) return new(mode);
        if (creation.Arguments.Length == 0) return default;
        var first = creation.Arguments[0].Value.Plain();
        if (first.Type?.SpecialType != SpecialType.System_String) return Of(first, body, left - 1);
        if (creation.Type?.Name.EndsWith("Reader", StringComparison.Ordinal) == true) return new(StreamOrigin.Opened);
        return new(Appends(creation) ? StreamOrigin.Appended : StreamOrigin.Created);
    }

    /// <summary>True for a writer that is told to add to its file.</summary>
    public static bool Appends(IOperation operation) => operation is IObjectCreationOperation { Type.Name: "StreamWriter" } creation
        && creation.Arguments.Any(argument => argument.Parameter?.Name == "append" && argument.Value.IsConstant(true));

    private static StreamSource Returned(IInvocationOperation invocation, Body body, int left)
    {
        foreach (var argument in invocation.Arguments)
            if (OfMode(argument.Value.Plain()) is { } mode) return new(mode);
        var opened = invocation.TargetMethod is { ContainingType: { Name: "File" or "FileInfo", ContainingNamespace.Name: "IO" }, Name: var name } ? name : "";
        return opened switch
        {
            "OpenRead" or "OpenText" => new(StreamOrigin.Opened),
            "OpenWrite" or "Create" or "CreateText" => new(StreamOrigin.Created),
            "AppendText" => new(StreamOrigin.Appended),
            _ => invocation.Instance is { } owner && owner.Plain() is not IInstanceReferenceOperation ? Of(owner, body, left - 1)
                : HandedOut(invocation.TargetMethod, body, left),
        };
    }

    /// <summary>What a method of the type hands out, as one does that opens the file on first use.</summary>
    private static StreamSource HandedOut(IMethodSymbol method, Body body, int left)
    {
        if (!IsStream(method.ReturnType.Awaited(), body.Type.Project.Known)) return default;
        foreach (var helper in body.Type.Project.BodiesOf(method))
        {
            if (helper == body || !body.Type.SelfAndSourceBases.Contains(helper.Type)) continue;
            foreach (var answer in helper.Of<IReturnOperation>())
                if (answer.ReturnedValue is { } value && Of(value, helper, left - 1) is { Origin: not (StreamOrigin.Unknown or StreamOrigin.Passed) } source)
                    return source;
        }
        return default;
    }

    private static IOperation? InitialValue(ILocalSymbol local, Body body)
    {
        foreach (var declarator in body.Of<IVariableDeclaratorOperation>())
            if (SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) && declarator.GetVariableInitializer() is { } initializer
                && !initializer.Value.IsNull()) return initializer.Value;
        foreach (var assignment in body.Of<ISimpleAssignmentOperation>())
            if (assignment.Target is ILocalReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Local, local)
                && !assignment.Value.IsNull())
                return assignment.Value;
        return null;
    }
}
