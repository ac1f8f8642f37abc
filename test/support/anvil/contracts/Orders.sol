// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Orders that somebody else fulfils: takes coins in, and pays them out, with the events of the protocols that do so.
contract Orders {
    function pay(address to, uint256 amount) internal {
        (bool sent, ) = to.call{value: amount}("");
        require(sent);
    }
}

contract FastOrders is Orders {
    address private constant COIN = 0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE;

    event BridgeRequested(
        bytes32 indexed transactionId,
        address indexed sender,
        bytes request,
        uint32 destChainId,
        address originToken,
        address destToken,
        uint256 originAmount,
        uint256 destAmount,
        bool sendChainGas
    );
    event BridgeRelayed(
        bytes32 indexed transactionId,
        address indexed relayer,
        address indexed to,
        uint32 originChainId,
        address originToken,
        address destToken,
        uint256 originAmount,
        uint256 destAmount,
        uint256 chainGasAmount
    );

    /// The number of a transaction is the hash of its request.
    function bridge(uint32 chain, address to, uint256 wanted) external payable {
        uint256[6] memory rest;
        bytes memory request = abi.encode(uint32(block.chainid), chain, msg.sender, to, COIN, COIN, rest);
        emit BridgeRequested(keccak256(request), msg.sender, request, chain, COIN, COIN, msg.value, wanted, false);
    }

    function relay(bytes32 id, uint32 origin, address to, uint256 into) external payable {
        pay(to, msg.value);
        emit BridgeRelayed(id, msg.sender, to, origin, COIN, COIN, into, msg.value, 0);
    }
}

contract DlnOrders is Orders {
    struct Order {
        uint64 makerOrderNonce;
        bytes makerSrc;
        uint256 giveChainId;
        bytes giveTokenAddress;
        uint256 giveAmount;
        uint256 takeChainId;
        bytes takeTokenAddress;
        uint256 takeAmount;
        bytes receiverDst;
        bytes givePatchAuthoritySrc;
        bytes orderAuthorityAddressDst;
        bytes allowedTakerDst;
        bytes allowedCancelBeneficiarySrc;
        bytes externalCall;
    }
    event CreatedOrder(
        Order order,
        bytes32 orderId,
        bytes affiliateFee,
        uint256 nativeFixFee,
        uint256 percentFee,
        uint32 referralCode,
        bytes metadata
    );
    event FulfilledOrder(Order order, bytes32 orderId, address sender, address unlockAuthority);

    uint64 private nonce;

    function create(uint256 chain, address to, uint256 wanted) external payable {
        Order memory order;
        order.makerOrderNonce = nonce++;
        order.makerSrc = abi.encodePacked(msg.sender);
        order.giveChainId = block.chainid;
        order.giveTokenAddress = abi.encodePacked(address(0));
        order.giveAmount = msg.value - 3;
        order.takeChainId = chain;
        order.takeTokenAddress = abi.encodePacked(address(0));
        order.takeAmount = wanted;
        order.receiverDst = abi.encodePacked(to);
        emit CreatedOrder(order, keccak256(abi.encode(order)), "", 2, 1, 0, "");
    }

    function fulfill(bytes32 id, uint256 origin, address to) external payable {
        Order memory order;
        order.giveChainId = origin;
        order.takeTokenAddress = abi.encodePacked(address(0));
        order.takeAmount = msg.value;
        order.receiverDst = abi.encodePacked(to);
        pay(to, msg.value);
        emit FulfilledOrder(order, id, msg.sender, msg.sender);
    }
}

contract Transfers is Orders {
    event Transfer(address indexed from, address indexed to, uint256 value);

    struct Params {
        uint32 originDomain;
        uint32 destinationDomain;
        uint32 canonicalDomain;
        address to;
        address delegate;
        bool receiveLocal;
        bytes callData;
        uint256 slippage;
        address originSender;
        uint256 bridgedAmt;
        uint256 normalizedIn;
        uint256 nonce;
        bytes32 canonicalId;
    }
    struct Args {
        Params params;
        address[] routers;
        bytes[] routerSignatures;
        address sequencer;
        bytes sequencerSignature;
    }
    event XCalled(
        bytes32 indexed transferId,
        uint256 indexed nonce,
        bytes32 indexed messageHash,
        Params params,
        address asset,
        uint256 amount,
        address local,
        bytes messageBody
    );
    event Executed(
        bytes32 indexed transferId,
        address indexed to,
        address indexed asset,
        Args args,
        address local,
        uint256 amount,
        address caller
    );

    function params(uint32 from, uint32 to, address user, uint256 amount) private view returns (Params memory made) {
        made.originDomain = from;
        made.destinationDomain = to;
        made.to = user;
        made.originSender = msg.sender;
        made.bridgedAmt = amount;
    }

    /// The id of a transfer is the hash of its parameters. The token is this contract itself.
    function xcall(uint32 from, uint32 to, address user, uint256 amount) external {
        emit Transfer(msg.sender, address(this), amount);
        Params memory made = params(from, to, user, amount);
        emit XCalled(keccak256(abi.encode(made)), 0, 0, made, address(this), amount, address(this), "");
    }

    function execute(uint32 from, uint32 to, address user, uint256 amount, uint256 paid) external {
        emit Transfer(address(this), user, paid);
        Args memory args;
        args.params = params(from, to, user, amount);
        bytes32 id = keccak256(abi.encode(args.params));
        emit Executed(id, user, address(this), args, address(this), paid, msg.sender);
    }
}

contract WarpMailbox {
    event Dispatch(address indexed sender, uint32 indexed destination, bytes32 indexed recipient, bytes message);
    event DispatchId(bytes32 indexed messageId);
    event Process(uint32 indexed origin, bytes32 indexed sender, address indexed recipient);
    event ProcessId(bytes32 indexed messageId);

    uint32 private nonce;

    function dispatch(uint32 destination, bytes32 recipient, bytes calldata body) external {
        bytes memory message = abi.encodePacked(
            uint8(3),
            nonce++,
            uint32(block.chainid),
            bytes32(uint256(uint160(msg.sender))),
            destination,
            recipient,
            body
        );
        emit Dispatch(msg.sender, destination, recipient, message);
        emit DispatchId(keccak256(message));
    }

    function process(bytes calldata message) external {
        uint32 origin = uint32(bytes4(message[5:9]));
        address recipient = address(uint160(uint256(bytes32(message[45:77]))));
        emit Process(origin, bytes32(message[9:41]), recipient);
        emit ProcessId(keccak256(message));
        WarpRouter(recipient).handle(origin, message[77:]);
    }
}

contract WarpRouter {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event SentTransferRemote(uint32 indexed destination, bytes32 indexed recipient, uint256 amount);
    event ReceivedTransferRemote(uint32 indexed origin, bytes32 indexed recipient, uint256 amount);

    function transferRemote(WarpMailbox mailbox, uint32 to, bytes32 router, bytes32 user, uint256 amount) external {
        emit Transfer(msg.sender, address(0), amount);
        mailbox.dispatch(to, router, abi.encodePacked(user, amount));
        emit SentTransferRemote(to, user, amount);
    }

    function handle(uint32 origin, bytes calldata body) external {
        bytes32 user = bytes32(body[0:32]);
        uint256 amount = uint256(bytes32(body[32:64]));
        emit Transfer(address(0), address(uint160(uint256(user))), amount);
        emit ReceivedTransferRemote(origin, user, amount);
    }
}

contract Receipts is Orders {
    struct Owner {
        address addr;
        address tokenAddr;
        uint256 chainId;
    }
    struct Info {
        uint8 erc;
        uint256 id;
        uint256 quantity;
    }
    struct Receipt {
        uint256 id;
        uint8 kind;
        Owner mainchain;
        Owner ronin;
        Info info;
    }
    event DepositRequested(bytes32 receiptHash, Receipt receipt);
    event Deposited(bytes32 receiptHash, Receipt receipt);

    uint256 private count;

    function requestDepositFor(address to) external payable {
        Receipt memory receipt;
        receipt.id = count++;
        receipt.mainchain = Owner(msg.sender, address(1), 1);
        receipt.ronin = Owner(to, address(2), 2020);
        receipt.info.quantity = msg.value;
        emit DepositRequested(keccak256(abi.encode(receipt)), receipt);
    }

    function depositFor(Receipt calldata receipt) external {
        pay(receipt.ronin.addr, receipt.info.quantity);
        emit Deposited(keccak256(abi.encode(receipt)), receipt);
    }
}
