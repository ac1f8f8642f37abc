// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

interface IHeld {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

/// The events, keys and movements of Hop, Nomad, Symbiosis, CCTP and Across, as their own contracts have them. It holds what
/// it pays out.
contract Messengers {
    uint256 public count;

    function _take(address token, uint256 amount) internal {
        require(IHeld(token).transferFrom(msg.sender, address(this), amount));
        count++;
    }

    function _pay(address token, address to, uint256 amount) internal {
        require(IHeld(token).transfer(to, amount));
    }

    function _word(address account) internal pure returns (bytes32) {
        return bytes32(uint256(uint160(account)));
    }

    // ---- Hop

    event TransferSentToL2(
        uint256 indexed chainId,
        address indexed recipient,
        uint256 amount,
        uint256 amountOutMin,
        uint256 deadline,
        address indexed relayer,
        uint256 relayerFee
    );
    event TransferFromL1Completed(
        address indexed recipient,
        uint256 amount,
        uint256 amountOutMin,
        uint256 deadline,
        address indexed relayer,
        uint256 relayerFee
    );
    event TransferSent(
        bytes32 indexed transferId,
        uint256 indexed chainId,
        address indexed recipient,
        uint256 amount,
        bytes32 transferNonce,
        uint256 bonderFee,
        uint256 index,
        uint256 amountOutMin,
        uint256 deadline
    );
    event WithdrawalBonded(bytes32 indexed transferId, uint256 amount);

    struct HopTransfer {
        uint256 chainId;
        address recipient;
        uint256 amount;
        bytes32 transferNonce;
        uint256 bonderFee;
        uint256 amountOutMin;
        uint256 deadline;
    }

    function sendToL2(address token, uint256 chainId, address recipient, uint256 amount, uint256 deadline) external {
        _take(token, amount);
        emit TransferSentToL2(chainId, recipient, amount, 1, deadline, address(0), 0);
    }

    /// Pays `out` of the token of the pool for `amount`.
    function distribute(address token, address recipient, uint256 amount, uint256 deadline, uint256 out) external {
        _pay(token, recipient, out);
        emit TransferFromL1Completed(recipient, amount, 1, deadline, address(0), 0);
    }

    function getTransferId(HopTransfer memory t) public pure returns (bytes32) {
        return
            keccak256(
                abi.encode(t.chainId, t.recipient, t.amount, t.transferNonce, t.bonderFee, t.amountOutMin, t.deadline)
            );
    }

    /// Takes `paid` of the pool's token, for which the pool gave the amount that is sent.
    function send(address token, uint256 paid, HopTransfer calldata t) external {
        _take(token, paid);
        emit TransferSent(
            getTransferId(t),
            t.chainId,
            t.recipient,
            t.amount,
            t.transferNonce,
            t.bonderFee,
            count,
            t.amountOutMin,
            t.deadline
        );
    }

    address public canonical;

    function setCanonical(address token) external {
        canonical = token;
    }

    function bondWithdrawal(address recipient, uint256 amount, bytes32 transferNonce, uint256 bonderFee) external {
        bytes32 id = getTransferId(HopTransfer(block.chainid, recipient, amount, transferNonce, bonderFee, 0, 0));
        _pay(canonical, recipient, amount - bonderFee);
        if (bonderFee > 0) _pay(canonical, msg.sender, bonderFee);
        emit WithdrawalBonded(id, amount);
    }

    // ---- Nomad

    event Dispatch(
        bytes32 indexed messageHash,
        uint256 indexed leafIndex,
        uint64 indexed destinationAndNonce,
        bytes32 committedRoot,
        bytes message
    );
    event Send(
        address indexed token,
        address indexed from,
        uint32 indexed toDomain,
        bytes32 toId,
        uint256 amount,
        bool fastLiquidityEnabled
    );
    event Receive(
        uint64 indexed originAndNonce,
        address indexed token,
        address indexed recipient,
        address liquidityProvider,
        uint256 amount
    );

    function nomadSend(address token, uint256 amount, uint32 origin, uint32 domain, uint32 nonce, address to) external {
        _take(token, amount);
        bytes memory message = abi.encodePacked(
            origin,
            _word(address(this)),
            nonce,
            domain,
            _word(address(1)),
            abi.encode(amount)
        );
        emit Dispatch(keccak256(message), count, (uint64(domain) << 32) | nonce, 0, message);
        emit Send(token, msg.sender, domain, _word(to), amount, false);
    }

    function nomadReceive(address token, uint256 amount, uint32 origin, uint32 nonce, address to) external {
        _pay(token, to, amount);
        emit Receive((uint64(origin) << 32) | nonce, token, to, address(0), amount);
    }

    // ---- Symbiosis

    event BurnRequest(
        bytes32 id,
        address indexed from,
        uint256 indexed chainID,
        address indexed revertableAddress,
        address to,
        uint256 amount,
        address token
    );
    event BurnCompleted(bytes32 indexed id, address indexed to, uint256 amount, uint256 bridgingFee, address token);
    event RevertBurnCompleted(
        bytes32 indexed id,
        address indexed to,
        uint256 amount,
        uint256 bridgingFee,
        address token
    );

    function burnSyntheticToken(address token, uint256 amount, address to, uint256 chainID) external {
        _take(token, amount);
        bytes32 internalID = keccak256(abi.encodePacked(this, count, block.chainid));
        emit BurnRequest(internalID, msg.sender, chainID, to, to, amount, token);
    }

    /// On the side that receives: the number of the request gives its own.
    function unsynthesize(bytes32 internalID, address token, uint256 amount, uint256 fee, address to) external {
        bytes32 externalID = keccak256(abi.encodePacked(internalID, address(this), to, block.chainid));
        _pay(token, to, amount - fee);
        emit BurnCompleted(externalID, to, amount - fee, fee, token);
    }

    function revertBurn(bytes32 externalID, address token, uint256 amount, address to) external {
        _pay(token, to, amount);
        emit RevertBurnCompleted(externalID, to, amount, 0, token);
    }

    // ---- CCTP 1

    event DepositForBurn(
        uint64 indexed nonce,
        address indexed burnToken,
        uint256 amount,
        address indexed depositor,
        bytes32 mintRecipient,
        uint32 destinationDomain,
        bytes32 destinationTokenMessenger,
        bytes32 destinationCaller
    );
    event MintAndWithdraw(address indexed mintRecipient, uint256 amount, address indexed mintToken);
    event MessageReceived(
        address indexed caller,
        uint32 sourceDomain,
        uint64 indexed nonce,
        bytes32 sender,
        bytes messageBody
    );

    function depositForBurn(address token, uint256 amount, uint64 nonce, uint32 domain, address to) external {
        _take(token, amount);
        emit DepositForBurn(nonce, token, amount, msg.sender, _word(to), domain, _word(address(this)), 0);
    }

    function receiveMessage(
        address token,
        address burnToken,
        uint256 amount,
        uint64 nonce,
        address from,
        address to
    ) external {
        _pay(token, to, amount);
        emit MintAndWithdraw(to, amount, token);
        bytes memory body = abi.encodePacked(uint32(0), _word(burnToken), _word(to), amount, _word(from));
        emit MessageReceived(msg.sender, 0, nonce, _word(address(this)), body);
    }

    // ---- CCTP 2

    event DepositForBurn(
        address indexed burnToken,
        uint256 amount,
        address indexed depositor,
        bytes32 mintRecipient,
        uint32 destinationDomain,
        bytes32 destinationTokenMessenger,
        bytes32 destinationCaller,
        uint256 maxFee,
        uint32 indexed minFinalityThreshold,
        bytes hookData
    );
    event MintAndWithdraw(
        address indexed mintRecipient,
        uint256 amount,
        address indexed mintToken,
        uint256 feeCollected
    );
    event MessageReceived(
        address indexed caller,
        uint32 sourceDomain,
        bytes32 indexed nonce,
        bytes32 sender,
        uint32 indexed finalityThresholdExecuted,
        bytes messageBody
    );

    function depositForBurn2(address token, uint256 amount, uint32 domain, uint256 maxFee, address to) external {
        _take(token, amount);
        bytes32 word = _word(address(this));
        emit DepositForBurn(token, amount, msg.sender, _word(to), domain, word, 0, maxFee, 1000, '');
    }

    function receiveMessage2(
        address token,
        address burnToken,
        uint256[3] calldata amounts,
        address from,
        address to
    ) external {
        (uint256 amount, uint256 fee, uint256 maxFee) = (amounts[0], amounts[1], amounts[2]);
        _pay(token, to, amount - fee);
        emit MintAndWithdraw(to, amount - fee, token, fee);
        bytes memory parts = abi.encodePacked(uint32(1), _word(burnToken), _word(to), amount, _word(from), maxFee);
        bytes memory body = abi.encodePacked(parts, fee, uint256(9_000_000));
        emit MessageReceived(msg.sender, 0, keccak256(abi.encode(block.number)), _word(address(this)), 1000, body);
    }

    // ---- Across: more arguments than the stack of this compiler takes, so that events are put together of words

    struct Deposit {
        address inputToken;
        address outputToken;
        uint256 inputAmount;
        uint256 outputAmount;
        uint256 chain;
        uint256 depositId;
        address recipient;
    }

    bytes32 constant V3_DEPOSITED =
        keccak256(
            'V3FundsDeposited(address,address,uint256,uint256,uint256,uint32,uint32,uint32,uint32,address,address,address,bytes)'
        );
    bytes32 constant DEPOSITED =
        keccak256(
            'FundsDeposited(bytes32,bytes32,uint256,uint256,uint256,uint256,uint32,uint32,uint32,bytes32,bytes32,bytes32,bytes)'
        );
    bytes32 constant FILLED =
        keccak256(
            'FilledRelay(bytes32,bytes32,uint256,uint256,uint256,uint256,uint256,uint32,uint32,bytes32,bytes32,bytes32,bytes32,bytes32,(bytes32,bytes32,uint256,uint8))'
        );
    bytes32 constant DEPOSITED_25 =
        keccak256(
            'FundsDeposited(uint256,uint256,uint256,int64,uint32,uint32,address,address,address,bytes)'
        );
    bytes32 constant FILLED_25 =
        keccak256(
            'FilledRelay(uint256,uint256,uint256,uint256,uint256,uint256,int64,int64,uint32,address,address,address,address,bytes,(address,bytes,int64,bool,int256))'
        );

    function _tell(bytes32 topic, bytes32 one, bytes32 two, bytes32 three, bytes memory data) internal {
        assembly {
            log4(add(data, 32), mload(data), topic, one, two, three)
        }
    }

    /// Words of both versions are the same: an address and the same account as 32 bytes.
    function deposit(Deposit calldata d, bool isV3) external {
        _take(d.inputToken, d.inputAmount);
        bytes memory head = abi.encode(d.inputToken, d.outputToken, d.inputAmount, d.outputAmount);
        bytes memory tail = abi.encode(block.timestamp, block.timestamp + 3600, 0, d.recipient, address(0), 320, 0);
        bytes32 topic = isV3 ? V3_DEPOSITED : DEPOSITED;
        _tell(topic, bytes32(d.chain), bytes32(d.depositId), _word(msg.sender), bytes.concat(head, tail));
    }

    /// The relayer who calls pays.
    function fillRelay(Deposit calldata d, address depositor) external {
        require(IHeld(d.outputToken).transferFrom(msg.sender, d.recipient, d.outputAmount));
        bytes memory head = abi.encode(d.inputToken, d.outputToken, d.inputAmount, d.outputAmount, 1);
        bytes memory middle = abi.encode(block.timestamp + 3600, 0, address(0), depositor, d.recipient, 0);
        bytes memory tail = abi.encode(d.recipient, 0, d.outputAmount, 0);
        bytes memory data = bytes.concat(head, middle, tail);
        _tell(FILLED, bytes32(d.chain), bytes32(d.depositId), _word(msg.sender), data);
    }

    function deposit25(Deposit calldata d, int64 relayerFeePct) external {
        _take(d.inputToken, d.inputAmount);
        bytes memory head = abi.encode(d.inputAmount, block.chainid, relayerFeePct, block.timestamp);
        bytes memory data = bytes.concat(head, abi.encode(d.inputToken, d.recipient, 224, 0));
        _tell(DEPOSITED_25, bytes32(d.chain), bytes32(d.depositId), _word(msg.sender), data);
    }

    /// Fills `part` of the deposit before fees.
    function fillRelay25(
        Deposit calldata d,
        uint256 part,
        int64 relayerFeePct,
        int64 lpFeePct,
        address depositor
    ) external {
        uint256 paid = (part * (1e18 - uint256(int256(relayerFeePct)) - uint256(int256(lpFeePct)))) / 1e18;
        require(IHeld(d.outputToken).transferFrom(msg.sender, d.recipient, paid));
        bytes memory head = abi.encode(d.inputAmount, part, part, 1, block.chainid, relayerFeePct, lpFeePct);
        bytes memory middle = abi.encode(d.outputToken, msg.sender, d.recipient, 384, 416);
        bytes memory tail = abi.encode(0, d.recipient, 160, relayerFeePct, false, 0, 0);
        bytes memory data = bytes.concat(head, middle, tail);
        _tell(FILLED_25, bytes32(d.chain), bytes32(d.depositId), _word(depositor), data);
    }
}

/// A token of Avalanche's bridge: issued with the hash of the transaction that paid on the other chain.
contract BridgedToken {
    mapping(address => uint256) public balanceOf;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Mint(address to, uint256 amount, address feeAddress, uint256 feeAmount, bytes32 originTxId);
    event Unwrap(uint256 amount, uint256 chainId);

    function mint(address to, uint256 amount, address feeAddress, uint256 feeAmount, bytes32 originTxId) external {
        balanceOf[to] += amount;
        emit Transfer(address(0), to, amount);
        if (feeAmount > 0) {
            balanceOf[feeAddress] += feeAmount;
            emit Transfer(address(0), feeAddress, feeAmount);
        }
        emit Mint(to, amount, feeAddress, feeAmount, originTxId);
    }

    function unwrap(uint256 amount, uint256 chainId) external {
        balanceOf[msg.sender] -= amount;
        emit Transfer(msg.sender, address(0), amount);
        emit Unwrap(amount, chainId);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        emit Transfer(msg.sender, to, amount);
        return true;
    }
}
